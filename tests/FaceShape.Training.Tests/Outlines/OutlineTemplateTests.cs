using System.Globalization;
using FaceShape.Training.Data;
using FaceShape.Training.Outlines;
using FaceShape.Training.Tests.Conversion;

namespace FaceShape.Training.Tests.Outlines;

public sealed class OutlineTemplateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Points_are_taken_in_the_order_of_the_outline_and_scaled()
    {
        var outline = OutlineTemplate.Read(Write("a.tem", 189), 0.5);

        Assert.Equal(new(134 / 2.0, 1134 / 2.0), outline.Points[0]);
        Assert.Equal(new(139 / 2.0, 1139 / 2.0), outline.HairlineMiddle);
        Assert.Equal(new(129 / 2.0, 1129 / 2.0), outline.Chin);
        Assert.Equal(new(109 / 2.0, 1109 / 2.0), outline.Points[25]);
    }

    [Fact]
    public void A_file_that_is_no_template_is_named()
    {
        var few = Write("few.tem", 100);
        var words = Write("words.tem", 189);
        File.WriteAllText(words, File.ReadAllText(words).Replace("139 1139", "139 left", StringComparison.Ordinal));

        Assert.Contains("few.tem", Assert.Throws<DatasetException>(() => OutlineTemplate.Read(few, 1)).Message);
        Assert.Contains("'139 left' is not a point", Assert.Throws<DatasetException>(() => OutlineTemplate.Read(words, 1)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("templates")]
    public void Photos_are_paired_with_templates_beside_them_or_in_a_folder_there(string inside)
    {
        Directory.CreateDirectory(folder[inside]);
        foreach (var name in (string[])["b", "a", "alone"]) File.WriteAllBytes(folder[$"{name}.jpg"], []);
        Write(Path.Combine(inside, "a.tem"), 189);
        Write(Path.Combine(inside, "b.tem"), 189);

        var found = OutlinedPhoto.Find(folder.Path + Path.DirectorySeparatorChar);

        Assert.Equal(["a", "b"], found.Select(pair => Path.GetFileName(pair.Person)));
        Assert.Equal([folder["a.jpg"], folder["b.jpg"]], found.Select(pair => pair.Photo));
    }

    [Fact]
    public async Task A_folder_without_pairs_or_with_too_few_is_refused()
    {
        File.WriteAllBytes(folder["a.jpg"], []);
        Assert.Contains("no X.jpg with X.tem", Assert.Throws<DatasetException>(() => OutlinedPhoto.Find(folder.Path)).Message);
        Assert.Contains("There is no folder", Assert.Throws<DatasetException>(() => OutlinedPhoto.Find(folder["absent"])).Message);
        Write("a.tem", 189);

        var service = new TrainOutlineService("models");
        var error = await Assert.ThrowsAsync<DatasetException>(() => service.TrainAsync([folder.Path], 1, folder["out"]));

        Assert.Contains("at least 20 are needed", error.Message);
    }

    private string Write(string name, int points)
    {
        var lines = Enumerable.Range(0, points).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} {1000 + i}"));
        File.WriteAllLines(folder[name], [$"{points}", .. lines]);
        return folder[name];
    }
}
