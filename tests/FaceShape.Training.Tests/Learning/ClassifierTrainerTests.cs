using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Learning;

public sealed class ClassifierTrainerTests
{
    private static readonly LearningOptions Quick = new() { Members = 3, Hidden = 8, Epochs = 60, Patience = 60, LearningRate = 0.02, InputDropout = 0, Dropout = 0, WeightDecay = 0 };

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Photos_that_can_be_told_apart_are_all_told_apart(int hidden)
    {
        var classifier = new ClassifierTrainer(Quick with { Hidden = hidden }, 1).Train(Toy.Separable(1), 1);
        var fresh = Toy.Separable(2);
        Assert.All(Enumerable.Range(0, fresh.Count), i => Assert.Equal(fresh.Labels[i], Best(classifier.Logits(fresh.Rows[i]))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var options = Quick with { Epochs = 5, Dropout = 0.5f, InputDropout = 0.2f, WeightDecay = 0.1f };
        var one = new ClassifierTrainer(options, 1).Train(Toy.Separable(1), 7);
        var two = new ClassifierTrainer(options, 2).Train(Toy.Separable(1), 7);
        var other = new ClassifierTrainer(options, 1).Train(Toy.Separable(1), 8);
        Assert.Equal(one.Network.Parameters, two.Network.Parameters);
        Assert.NotEqual(one.Network.Parameters, other.Network.Parameters);
    }

    [Fact]
    public void Each_photo_is_scored_by_a_classifier_that_did_not_learn_from_it()
    {
        // The label of the last fold's photos is swapped: whoever had learnt from them would get them right.
        var set = Toy.Separable(3, labels: 2);
        var folds = Folds.IdentityDisjoint(set.People, set.Labels, 4, 1);
        var swapped = set with { Labels = [.. set.Labels.Select((label, i) => folds[i] == 3 ? 1 - label : label)] };
        var split = new Split([.. Enumerable.Range(0, set.Count)], folds);
        var logits = new ClassifierTrainer(Quick with { Hidden = 0 }, 1).OutOfFold(swapped, split, 1).Upright;
        Assert.All(Enumerable.Range(0, set.Count).Where(i => folds[i] == 3), i => Assert.NotEqual(swapped.Labels[i], Best(logits[i])));
    }

    [Fact]
    public void Who_is_only_asked_about_never_teaches()
    {
        // Were the swapped labels learnt from, scores would change.
        var set = Toy.Separable(3, labels: 2);
        var folds = Folds.IdentityDisjoint(set.People, set.Labels, 4, 1);
        bool[] asked = [.. set.People.Select(person => person % 3 == 0)];
        var swapped = set with { Labels = [.. set.Labels.Select((label, i) => asked[i] ? 1 - label : label)] };
        var trainer = new ClassifierTrainer(Quick with { Hidden = 0 }, 1);
        int[] photos = [.. Enumerable.Range(0, set.Count)];
        var clean = trainer.OutOfFold(set, new(photos, folds, asked), 1).Upright;
        Assert.Equal(clean, trainer.OutOfFold(swapped, new(photos, folds, asked), 1).Upright);
        Assert.NotEqual(clean, trainer.OutOfFold(swapped, new(photos, folds), 1).Upright);
    }

    [Fact]
    public void Everybody_weighs_as_the_root_of_the_number_of_photos()
    {
        var set = new TrainingSet([[0], [0], [0], [0], [0]], [], [0, 0, 0, 0, 0], [1, 1, 1, 1, 2], [], 2);
        var weights = set.Weights();
        Assert.Equal(5, weights.Sum(), 1e-5);
        Assert.Equal(2, weights[4] / weights[0], 1e-5);
    }

    [Fact]
    public void A_number_that_does_not_vary_is_moved_to_0_and_not_blown_up()
    {
        var standardizer = Standardizer.Fit([[5, 1], [5, 3]]);
        Assert.Equal([0, -1], standardizer.Apply([5, 1])[..2]);
        Assert.Equal([1, 1], standardizer.Apply([6, 3])[..2]);
    }

    [Fact]
    public void Training_stops_when_it_is_asked_to() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new ClassifierTrainer(Quick, 1).Train(Toy.Separable(1), 1, new(canceled: true)));

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
