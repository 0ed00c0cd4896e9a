using FaceShape.Training.Data;

namespace FaceShape.Training.Learning;

/// <summary>A way to make classifiers from labelled photos: which features, which networks, how they are trained.</summary>
internal interface IRecipe
{
    /// <summary>What it learns from.</summary>
    ReadPhotos Photos { get; }

    /// <summary>What a card says about features and training, in a few sentences of Markdown.</summary>
    RecipeWords Words { get; }

    /// <summary>How many networks <see cref="CrossValidate"/> trains for so many questions.</summary>
    int Networks(int tasks, int folds);

    /// <summary>Checks that there is enough to learn from, before minutes of training.</summary>
    /// <exception cref="DatasetException">There are too few people or labels.</exception>
    void Check();

    /// <summary>Calibrated predictions for each photo by classifiers that were trained on the other folds.</summary>
    /// <param name="split">Who may not be on both sides.</param>
    /// <param name="tasks">The questions.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="seed">The same seed gives the same predictions.</param>
    /// <param name="cancellation">Stops.</param>
    IReadOnlyDictionary<ClassifierTask, CrossValidation> CrossValidate(
        Split split, IReadOnlyList<ClassifierTask> tasks, int folds, int seed, CancellationToken cancellation);

    /// <summary>Trains on all photos and writes the networks as they are shipped.</summary>
    /// <param name="runs">What a cross-validation of all questions taught about calibration.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <param name="cancellation">Stops.</param>
    IReadOnlyList<ShippedModel> Ship(IReadOnlyDictionary<ClassifierTask, CrossValidation> runs, int seed, CancellationToken cancellation);
}

/// <summary>What a card says about a recipe.</summary>
/// <param name="File">Name of the card and of the figures, without ending; empty for those of the folder itself.</param>
/// <param name="Title">Heading.</param>
/// <param name="Seen">What the classifiers see: continues "They read".</param>
/// <param name="Training">How they are trained.</param>
internal sealed record RecipeWords(string File, string Title, string Seen, string Training);
