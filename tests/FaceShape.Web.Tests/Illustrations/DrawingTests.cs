using System.Text.RegularExpressions;
using FaceShape.Advice;
using FaceShape.Testing;
using FaceShape.Web.Illustrations;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Tests.Illustrations;

public sealed partial class DrawingTests
{
    [Fact]
    public void Whatever_can_be_advised_is_drawn_and_nothing_else() => Drawing.MustCoverCatalogue();

    [Fact]
    public void No_two_items_of_a_group_look_the_same()
    {
        foreach (var group in AdviceCatalogue.All.GroupBy(item => (item.Topic, item.Group)))
        {
            var drawings = group.Select(item => string.Concat(Drawing.Strokes(item.Key).Select(stroke => stroke.Kind + stroke.Path))).ToList();
            Assert.Equal(drawings.Count, drawings.Distinct().Count());
        }
    }

    [Fact]
    public void Every_path_is_well_formed_and_every_kind_has_a_style()
    {
        var styles = File.ReadAllText(Repository.Path("src", "FaceShape.Web", "styles", "illustration.css"));
        foreach (var stroke in AdviceCatalogue.All.SelectMany(item => Drawing.Strokes(item.Key)))
        {
            Assert.Matches(WellFormed(), stroke.Path);
            Assert.Contains($".ill-{stroke.Kind}", styles, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_drawing_stretches_with_the_breadth_of_the_face()
    {
        Assert.All(Outline.All, outline => Assert.Contains(outline.Path, Drawing.Of("quiff", outline.Name).Value, StringComparison.Ordinal));
        Assert.Equal(5, Outline.All.Select(outline => Drawing.Of("quiff", outline.Name).Value).Distinct().Count());
    }

    [Theory]
    [InlineData("M0 0L10 5Z", "M100 50L110 55Z", "M100 50L90 55Z")]
    [InlineData("M0 0H10V5", "M100 50H110V55", "M100 50H90V55")]
    [InlineData("M0 0A3 3 0 1 1 6 0", "M100 50A3 3 0 1 1 106 50", "M100 50A3 3 0 1 0 94 50")]
    public void A_path_is_moved_and_mirrored(string path, string moved, string mirrored)
    {
        Assert.Equal(moved, PathMirror.Move(path, 100, 50));
        Assert.Equal(mirrored, PathMirror.MoveMirrored(path, 100, 50));
    }

    [GeneratedRegex(@"^M(-?\d*\.?\d+[ ,]?|[MLHVCSQTAZq]|(?<=[\d.])-?\d|t0 16)+$")]
    private static partial Regex WellFormed();
}
