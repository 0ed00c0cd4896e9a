using FaceShape.Training.Learning;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Learning.Light;

public class MapEnsembleTrainerTests
{
    internal static readonly MapLearningOptions Quick = new()
    {
        Members = 2,
        Epochs = 30,
        LeastSteps = 1,
        WeightDecay = 0.05f,
        BatchSize = 16,
        LearningRate = 5e-3,
        Dropout = 0.2f,
        Mixed = 16,
        Convolved = 16,
        Units = 16,
        GeometryUnits = 16,
        RegressionWeight = 0, // Tested by itself: it sees means of four places, and what tells these maps apart is at one.
    };

    [Fact]
    public void A_shape_that_shows_is_found_in_people_never_seen()
    {
        var set = MadeUpMaps.Of();
        var folds = Folds.IdentityDisjoint(set.People, [.. set.Labels.Select(label => (int)label)], 4, 1);

        var scores = new MapEnsembleTrainer(Quick, 0).OutOfFold(
            set, new([.. Enumerable.Range(0, set.Count)], folds), 1, TestContext.Current.CancellationToken).Upright;

        Assert.True(Share(set, scores, ClassifierTask.Shape) > 0.8, $"shape {Share(set, scores, ClassifierTask.Shape)}");
        Assert.True(Share(set, scores, ClassifierTask.Jaw) > 0.8, $"jaw {Share(set, scores, ClassifierTask.Jaw)}");
        Assert.True(Share(set, scores, ClassifierTask.Length) > 0.8, $"length {Share(set, scores, ClassifierTask.Length)}");
    }

    [Fact]
    public void Two_looks_show_more_than_one()
    {
        var set = MadeUpMaps.LookedAtTwice(signal: 1.2);
        var folds = Folds.IdentityDisjoint(set.People, [.. set.Labels.Select(label => (int)label)], 4, 1);

        var scores = new MapEnsembleTrainer(Quick, 0).OutOfFold(
            set, new([.. Enumerable.Range(0, set.Count)], folds), 1, TestContext.Current.CancellationToken);

        var (once, twice) = (Share(set, scores.Upright, ClassifierTask.Shape), Share(set, scores.Twice!.Scores.Upright, ClassifierTask.Shape));
        Assert.True(twice > once, $"{once} at the first look, {twice} with the second");
        Assert.NotEqual(scores.Upright[0], scores.Twice.Scores.Upright[0]);
    }

    [Fact]
    public void Faces_that_are_looked_at_once_have_no_scores_of_a_second_look()
    {
        var set = MadeUpMaps.Of(people: 20);
        var folds = Folds.IdentityDisjoint(set.People, [.. set.Labels.Select(label => (int)label)], 2, 1);

        Assert.Null(new MapEnsembleTrainer(Quick with { Epochs = 1 }, 0).OutOfFold(
            set, new([.. Enumerable.Range(0, set.Count)], folds), 1, TestContext.Current.CancellationToken).Twice);
    }

    [Fact]
    public void What_only_tells_people_apart_tells_nothing_of_people_never_seen()
    {
        var set = MadeUpMaps.Of(people: 60, signal: 0, identity: 3);
        var folds = Folds.IdentityDisjoint(set.People, [.. set.Labels.Select(label => (int)label)], 4, 1);

        var scores = new MapEnsembleTrainer(Quick, 0).OutOfFold(
            set, new([.. Enumerable.Range(0, set.Count)], folds), 1, TestContext.Current.CancellationToken).Upright;

        Assert.True(Share(set, scores, ClassifierTask.Shape) < 0.4, $"shape {Share(set, scores, ClassifierTask.Shape)}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_number_of_threads()
    {
        var set = MadeUpMaps.Of(people: 20);
        var options = Quick with { Members = 3, Epochs = 3, RegressionWeight = 1 };
        float[] Parameters(int threads, int seed)
        {
            var ensemble = new MapEnsembleTrainer(options, threads).Train(set, seed, TestContext.Current.CancellationToken);
            Assert.Contains(ensemble.Regression.Weights, weight => weight != 0);
            return [.. ensemble.Members.SelectMany(member => member.Parameters), .. ensemble.Regression.Weights];
        }

        Assert.Equal(Parameters(1, 5), Parameters(3, 5));
        Assert.NotEqual(Parameters(1, 5), Parameters(1, 6));
    }

    [Fact]
    public void Photos_learnt_beside_teach_to_see_whatever_their_labels_are_called()
    {
        // Too few people to tell what shows from what is theirs; the many beside show the same, under other names.
        var few = MadeUpMaps.Of(people: 10, signal: 2, identity: 2);
        var many = MadeUpMaps.Of(people: 100, signal: 2, identity: 2, seed: 2);
        var renamed = many with { Labels = [.. many.Labels.Select(label => (Classification.Shape)(((int)label + 2) % 5))] };
        var strangers = MadeUpMaps.Of(people: 50, signal: 2, identity: 2, seed: 3);
        var options = Quick with { BesideBatchSize = 16, LeastSteps = 300, Epochs = 1 };
        double Right(MapTrainingSet set) => Share(
            strangers,
            new MapEnsembleTrainer(options, 0).Train(set, 1, TestContext.Current.CancellationToken).Scores(strangers.Faces),
            ClassifierTask.Shape);

        var (alone, beside) = (Right(few), Right(few with { Beside = renamed }));

        Assert.True(beside > alone + 0.1, $"{alone} alone, {beside} with others beside");
    }

    [Fact]
    public void What_answers_beside_is_forgotten_when_a_network_has_learnt()
    {
        var set = MadeUpMaps.Of(people: 10);
        var options = Quick with { BesideBatchSize = 16, Epochs = 2 };

        var network = new MapEnsembleTrainer(options, 0).Train(set with { Beside = MadeUpMaps.Of(people: 10, seed: 2) }, 1, TestContext.Current.CancellationToken).Members[0];

        var biases = network.Biases(MapNetwork.Layer.Heads).ToArray();
        var weights = network.Weights(MapNetwork.Layer.Heads).ToArray();
        Assert.All(biases[MapHeads.Beside], bias => Assert.Equal(0, bias));
        Assert.All(weights.Chunk(biases.Length).SelectMany(row => row[MapHeads.Beside]), weight => Assert.Equal(0, weight));
        Assert.Contains(weights, weight => weight != 0);
    }

    [Fact]
    public void Who_was_photographed_often_is_drawn_less_than_as_often()
    {
        // One person with forty round photos against forty with a square one each, which look the same: the many win.
        var few = MadeUpMaps.Of(people: 41, photos: 1, signal: 0);
        var often = few with
        {
            Faces = [.. few.Faces, .. few.Faces.Take(40)],
            Labels = [.. Enumerable.Repeat(Classification.Shape.Square, 41), .. Enumerable.Repeat(Classification.Shape.Round, 40)],
            People = [.. Enumerable.Range(0, 41), .. Enumerable.Repeat(41, 40)],
        };

        var scores = new MapEnsembleTrainer(Quick, 0).Train(often, 1, TestContext.Current.CancellationToken).Scores(few.Faces);

        Assert.True(scores.Average(score => score[(int)Classification.Shape.Square] - score[(int)Classification.Shape.Round]) > 0.5);
    }

    private static double Share(MapTrainingSet set, float[][] scores, ClassifierTask task) =>
        Enumerable.Range(0, set.Count)
            .Where(i => task.LabelOf(set.Labels[i]) is not null)
            .Average(i => Metrics.Best([.. scores[i][MapHeads.Of(task)].Select(score => (double)score)]) == task.LabelOf(set.Labels[i]) ? 1 : 0);
}
