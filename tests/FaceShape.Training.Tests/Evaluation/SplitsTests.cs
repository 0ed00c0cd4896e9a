using FaceShape.Classification;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Evaluation;

public sealed class SplitsTests
{
    private static readonly LabelledFaces Faces = MadeUpFaces.Gathered();

    [Fact]
    public void Whoever_teaches_a_fold_is_not_asked_about_in_it()
    {
        foreach (var task in ClassifierTask.All)
        {
            var split = new Splits(Faces, 4, 1).Disjoint(task);
            for (var fold = 0; fold < 4; fold++)
            {
                var teachers = split.TeachersOf(fold).Select(i => Faces.People[split.Photos[i]]).ToHashSet();
                Assert.NotEmpty(split.In(fold));
                Assert.All(split.In(fold), i => Assert.DoesNotContain(Faces.People[split.Photos[i]], teachers));
            }

            Assert.Equal(4, split.Trainings);
        }
    }

    [Fact]
    public void Lookalikes_are_one_person_only_in_the_strict_split()
    {
        var pairs = Faces with { Lookalikes = [.. Faces.People.Select(person => person / 2)] };
        var split = new Splits(pairs, 4, 1).Strict(ClassifierTask.Shape);
        Assert.All(
            split.Photos.Zip(split.Folds).GroupBy(photo => pairs.Lookalikes[photo.First]),
            pair => Assert.Single(pair.Select(photo => photo.Second).Distinct()));
    }

    [Fact]
    public void A_source_alone_has_no_photo_of_another()
    {
        var splits = new Splits(Faces, 4, 1);
        foreach (var split in new[] { splits.Disjoint(ClassifierTask.Shape, "odd")!, splits.Leaky(ClassifierTask.Shape, "odd")! })
        {
            Assert.Equal(120, split.Photos.Count);
            Assert.All(split.Photos, i => Assert.Equal("odd", Faces.Photos[i].Source));
        }

        Assert.True(splits.Leaky(ClassifierTask.Shape, "odd")!.Strangers);
        Assert.Null(splits.Disjoint(ClassifierTask.Shape, "nowhere"));
    }

    [Fact]
    public void An_unseen_source_never_teaches_and_whoever_is_asked_about_taught_nothing_elsewhere()
    {
        // The first person of the odd source also has photos in the even one.
        var shared = Faces with { Photos = [.. Faces.Photos.Select((photo, i) => i is 4 or 5 ? photo with { Source = "even" } : photo)] };
        var split = new Splits(shared, 4, 1).Unseen(ClassifierTask.Shape, "odd")!;
        Assert.Equal(118, Enumerable.Range(0, split.Photos.Count).Count(split.Counts));
        foreach (var fold in split.Folds.Distinct())
        {
            var teachers = split.TeachersOf(fold);
            var asked = split.In(fold).Where(split.Counts).ToArray();
            Assert.All(teachers, i => Assert.Equal("even", shared.Photos[split.Photos[i]].Source));
            Assert.All(asked, i => Assert.Equal("odd", shared.Photos[split.Photos[i]].Source));
            Assert.Empty(teachers.Select(i => shared.People[split.Photos[i]]).Intersect(asked.Select(i => shared.People[split.Photos[i]])));
        }

        var alone = Faces with { Photos = [.. Faces.Photos.Select(photo => photo with { Source = "one" })] };
        Assert.Null(new Splits(alone, 4, 1).Unseen(ClassifierTask.Shape, "one"));
        Assert.Null(new Splits(alone, 4, 1).Unseen(ClassifierTask.Shape, "nowhere"));
    }

    [Fact]
    public void Too_few_people_or_labels_are_said_with_what_is_needed()
    {
        var few = Assert.Throws<DatasetException>(() => new Splits(MadeUpFaces.Gathered(people: 19), 4, 1).Disjoint(ClassifierTask.Shape));
        Assert.Contains("20 are needed", few.Message, StringComparison.Ordinal);
        var round = Faces with { Photos = [.. Faces.Photos.Select(photo => photo with { Label = Shape.Round })] };
        var one = Assert.Throws<DatasetException>(() => new Splits(round, 4, 1).Leaky(ClassifierTask.Shape));
        Assert.Contains("two labels", one.Message, StringComparison.Ordinal);
    }
}
