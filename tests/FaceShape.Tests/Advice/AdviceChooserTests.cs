using FaceShape.Advice;
using FaceShape.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Advice;

public class AdviceChooserTests
{
    private static readonly Shape[] Shapes = Enum.GetValues<Shape>();
    private static readonly FaceTrait[] Traits = Enum.GetValues<FaceTrait>();
    private static readonly string[] Topics = ["hair", "beard", "glasses", "brows", "makeup", "earrings", "neckline"];

    /// <summary>Each shape, each two shapes, and all five.</summary>
    public static TheoryData<Shape[]> InQuestion =>
    [
        .. Shapes.Select(shape => new[] { shape }),
        .. Shapes.SelectMany(first => Shapes.Where(second => second > first).Select(second => new[] { first, second })),
        Shapes,
    ];

    [Theory]
    [MemberData(nameof(InQuestion))]
    public void Every_topic_has_something_to_prefer_whatever_the_face(Shape[] shapes)
    {
        foreach (var traits in EachTraitAloneAndNone())
        {
            var lines = AdviceChooser.Choose(new(shapes, traits));
            Assert.All(Topics, topic => Assert.Contains(lines, line => line.Item.Topic == topic && line.Preferred));
        }
    }

    [Theory]
    [MemberData(nameof(InQuestion))]
    public void Every_topic_has_something_to_avoid_for_each_shape_and_each_two(Shape[] shapes)
    {
        var lines = AdviceChooser.Choose(new(shapes, []));
        Assert.All(Topics, topic => Assert.Contains(lines, line => line.Item.Topic == topic && !line.Preferred));
    }

    [Theory]
    [MemberData(nameof(InQuestion))]
    public void Hair_of_every_texture_and_every_length_is_advised(Shape[] shapes)
    {
        string[] groups = ["short", "medium", "long", "fringe", "parting", "volume", "straight", "wavy", "curly", "coily"];
        var lines = AdviceChooser.Choose(new(shapes, []));
        Assert.All(groups, group => Assert.Contains(lines, line => line.Item.Group == group));
    }

    [Fact]
    public void What_is_preferred_is_never_avoided_and_always_helps_more_than_what_is_avoided()
    {
        Prop.ForAll(Profiles(), profile =>
        {
            var lines = AdviceChooser.Choose(profile);
            var preferred = lines.Where(line => line.Preferred).Select(line => line.Item.Key).ToHashSet();
            Assert.DoesNotContain(lines, line => !line.Preferred && preferred.Contains(line.Item.Key));
            Assert.Equal(lines.Count, lines.Select(line => line.Item.Key).Distinct().Count());
            foreach (var group in lines.GroupBy(line => (line.Item.Topic, line.Item.Group)))
            {
                Assert.InRange(group.Count(line => line.Preferred), 0, AdviceChooser.MostPreferred);
                var most = group.Where(line => !line.Preferred).Select(line => Least(profile, line.Item)).DefaultIfEmpty(double.MinValue).Max();
                Assert.All(group.Where(line => line.Preferred), line => Assert.True(Least(profile, line.Item) > most));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_advised_for_two_shapes_harms_neither_much()
    {
        foreach (var shapes in InQuestion.Select(row => row.Data).Where(shapes => shapes.Length == 2))
        {
            var preferred = AdviceChooser.Choose(new(shapes, [])).Where(line => line.Preferred);
            Assert.All(preferred, line => Assert.All(shapes, shape =>
                Assert.True(AdviceChooser.Help(FaceNeeds.Of(shape, []), line.Item.Effect) >= AdviceChooser.LeastHelp, $"{line.Item.Key} for {shape}")));
        }
    }

    [Fact]
    public void What_the_face_asks_for_is_never_the_reason_against_an_item()
    {
        foreach (var shape in Shapes)
        {
            foreach (var traits in TraitsTogether())
            {
                var need = FaceNeeds.Of(shape, traits);
                foreach (var line in AdviceChooser.Choose(new([shape], traits)).Where(line => !line.Preferred))
                {
                    var way = (int)line.Reason / 2;
                    Assert.True(need[way] * line.Item.Effect[way] <= 0, $"{line.Item.Key} is {line.Reason}, which {shape} with {string.Join(", ", traits)} asks for");
                }
            }
        }
    }

    [Fact]
    public void Reasons_name_what_the_item_does()
    {
        Prop.ForAll(Profiles(), profile =>
        {
            foreach (var (item, _, reason) in AdviceChooser.Choose(profile))
            {
                if (reason == AdviceReason.AsIs) continue;
                var effect = item.Effect[(int)reason / 2];
                Assert.True((int)reason % 2 == 0 ? effect > 0 : effect < 0, $"{item.Key}: {reason}");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(Shape.Round, "hair", "quiff", true, AdviceReason.Longer)]
    [InlineData(Shape.Round, "glasses", "rectangular-frame", true, AdviceReason.Sharper)]
    [InlineData(Shape.Round, "glasses", "round-frame", false, AdviceReason.Softer)]
    [InlineData(Shape.Square, "glasses", "round-frame", true, AdviceReason.Softer)]
    [InlineData(Shape.Square, "glasses", "rectangular-frame", false, AdviceReason.Sharper)]
    [InlineData(Shape.Heart, "glasses", "aviator", true, AdviceReason.WiderJaw)]
    [InlineData(Shape.Heart, "glasses", "browline", false, AdviceReason.WiderForehead)]
    [InlineData(Shape.Heart, "earrings", "teardrops", true, AdviceReason.WiderJaw)]
    [InlineData(Shape.Oblong, "hair", "full-fringe", true, AdviceReason.Shorter)]
    [InlineData(Shape.Oblong, "earrings", "long-drops", false, AdviceReason.Longer)]
    [InlineData(Shape.Oblong, "brows", "straight-brow", true, AdviceReason.Shorter)]
    [InlineData(Shape.Oval, "glasses", "face-width", true, AdviceReason.AsIs)]
    public void The_convention_is_kept(Shape shape, string topic, string key, bool preferred, AdviceReason reason)
    {
        var line = Assert.Single(AdviceChooser.Choose(new([shape], [])), line => line.Item.Key == key);
        Assert.Equal((topic, preferred, reason), (line.Item.Topic, line.Preferred, line.Reason));
    }

    [Fact]
    public void An_angular_jaw_turns_a_round_face_away_from_sharp_frames()
    {
        static double Sharp(params FaceTrait[] traits) =>
            AdviceChooser.Help(FaceNeeds.Of(Shape.Round, traits), AdviceCatalogue.All.Single(item => item.Key == "rectangular-frame").Effect);
        Assert.True(Sharp(FaceTrait.AngularJaw) < Sharp());
        Assert.True(Sharp(FaceTrait.SoftJaw) > Sharp());
    }

    [Fact]
    public void Keys_are_unique_and_every_effect_stays_within_two()
    {
        var items = AdviceCatalogue.All;
        Assert.Equal(items.Count, items.Select(item => item.Key).Distinct().Count());
        Assert.All(items, item => Assert.All(Enumerable.Range(0, Balance.Count), way => Assert.InRange(item.Effect[way], -2, 2)));
        Assert.Equal(Topics, items.Select(item => item.Topic).Distinct());
        // Groups that are torn apart would be chosen from twice.
        Assert.Equal(
            items.Select(item => (item.Topic, item.Group)).Distinct().Count(),
            items.Zip(items.Skip(1)).Count(pair => (pair.First.Topic, pair.First.Group) != (pair.Second.Topic, pair.Second.Group)) + 1);
    }

    private static double Least(FaceProfile profile, AdviceItem item) =>
        profile.Shapes.Min(shape => AdviceChooser.Help(FaceNeeds.Of(shape, profile.Traits), item.Effect));

    private static IEnumerable<FaceTrait[]> EachTraitAloneAndNone() => [[], .. Traits.Select(trait => new[] { trait })];

    private static Arbitrary<FaceProfile> Profiles() => Arb.From(
        from shapes in Gen.Elements(InQuestion.Select(row => row.Data).ToArray())
        from traits in Gen.SubListOf(Traits)
        select new FaceProfile(shapes, [.. traits]));

    /// <summary>Of each two traits that exclude each other one or none: jaw, length, forehead, width of the jaw.</summary>
    private static IEnumerable<FaceTrait[]> TraitsTogether()
    {
        IEnumerable<FaceTrait[]> sets = [[]];
        foreach (var pair in Traits.Chunk(2)) sets = sets.SelectMany(set => (IEnumerable<FaceTrait[]>)[set, [.. set, pair[0]], [.. set, pair[1]]]);
        return sets;
    }
}
