using FaceShape.Classification;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public sealed class LabelledFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Photos_come_with_their_labels_in_a_fixed_order()
    {
        foreach (var name in new[] { "Square/b.PNG", "Square/a.jpg", "HEART/x.webp", "square/readme.txt", "unsure/y.jpg" }) folder.File(name, [1]);
        var photos = LabelledFolder.Open(folder.Path, 0.1).Photos;
        Assert.Equal([Shape.Heart, Shape.Square, Shape.Square], photos.Select(photo => photo.Label));
        Assert.Equal(["x.webp", "a.jpg", "b.PNG"], photos.Select(photo => Path.GetFileName(photo.Path)));
        Assert.All(photos, photo => Assert.Equal((0.1, Path.GetFileName(folder.Path)), (photo.Pad, photo.Source)));
    }

    [Fact]
    public void A_folder_may_name_its_own_padding()
    {
        folder.File("oval/x.jpg", [1]);
        Assert.Equal(0.35, LabelledFolder.Open(folder.Path + ":pad=0.35", 0).Photos[0].Pad);
    }

    [Theory]
    [InlineData(":pad=much")]
    [InlineData(":pad=-0.1")]
    [InlineData(":pad=2.5")]
    [InlineData(":pad=NaN")]
    public void Padding_that_makes_no_sense_is_refused(string pad)
    {
        folder.File("oval/x.jpg", [1]);
        Assert.Throws<DatasetException>(() => LabelledFolder.Open(folder.Path + pad, 0));
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_no_labels_or_no_photos_is_said()
    {
        Assert.Contains("no folder", Assert.Throws<DatasetException>(() => LabelledFolder.Open(folder.Path + "/none", 0)).Message, StringComparison.Ordinal);
        folder.File("a.jpg", [1]);
        Assert.Contains("heart, oblong, oval, round, square", Assert.Throws<DatasetException>(() => LabelledFolder.Open(folder.Path, 0)).Message, StringComparison.Ordinal);
        folder.File("oval/notes.txt", [1]);
        Assert.Contains("no photos", Assert.Throws<DatasetException>(() => LabelledFolder.Open(folder.Path, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => LabelledFolder.OpenAll([], 0));
    }

    [Fact]
    public void Folders_of_the_same_name_are_told_apart()
    {
        folder.File("one/faces/oval/x.jpg", [1]);
        folder.File("two/faces/oval/x.jpg", [1]);
        var opened = LabelledFolder.OpenAll([folder.Path + "/one/faces", folder.Path + "/two/faces/"], 0);
        Assert.Equal(["faces", "faces-2"], opened.Select(one => one.Photos[0].Source));
    }
}
