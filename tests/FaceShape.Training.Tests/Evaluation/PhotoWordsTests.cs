using FaceShape.Testing;
using FaceShape.Training.Evaluation;

namespace FaceShape.Training.Tests.Evaluation;

public class PhotoWordsTests
{
    [Fact]
    public void Only_of_this_projects_own_photos_it_is_said_who_is_on_them()
    {
        Assert.Same(PhotoWords.Own, PhotoWords.Of(PhotoWords.OwnFolders.Reverse()));
        Assert.Same(PhotoWords.Unknown, PhotoWords.Of(PhotoWords.OwnFolders.Where(folder => folder.Key != "b")));
        Assert.Same(PhotoWords.Unknown, PhotoWords.Of(PhotoWords.OwnFolders.Select(folder => KeyValuePair.Create(folder.Key, folder.Value + 1))));
        Assert.Same(PhotoWords.Unknown, PhotoWords.Of([KeyValuePair.Create("photos", 3823)]));
    }

    [Fact]
    public void The_own_photos_are_those_of_the_committed_cards()
    {
        var data = Read("docs", "accuracy", "data.md");
        Assert.All(PhotoWords.OwnFolders, folder => Assert.Matches($@"(?m)^\| {folder.Key} \| [\d.]+ \| {folder.Value} \|", data));
        foreach (var words in (string[])[PhotoWords.Own.DataPublished, PhotoWords.Own.Who, PhotoWords.Own.Labels]) Assert.Contains(words, data, StringComparison.Ordinal);
        foreach (var card in (string[])[Read("docs", "accuracy", "model-light.md"), Read("models", "classifiers", "light.md")])
        {
            Assert.Contains($"). {PhotoWords.Own.ModelCard} Of people", card, StringComparison.Ordinal);
            Assert.Contains($"another's.{PhotoWords.Own.NotPublished}\n\n", card, StringComparison.Ordinal);
        }
    }

    private static string Read(params string[] path) => File.ReadAllText(Repository.Path(path)).ReplaceLineEndings("\n");
}
