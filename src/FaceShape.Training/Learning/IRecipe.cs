using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>A way to make classifiers from labelled photos: which features, which networks, how they are trained.</summary>
internal interface IRecipe
{
    /// <summary>What it learns from.</summary>
    ReadPhotos Photos { get; }

    /// <summary>What cards and reports say about features and training.</summary>
    RecipeWords Words { get; }

    /// <summary>How many networks <see cref="CrossValidate"/> trains for so many questions and such a split.</summary>
    int Networks(int tasks, Split split);

    /// <summary>Trains once a fold and asks about the photos that were held out.</summary>
    /// <param name="splits">Which photos teach a question and which are asked about.</param>
    /// <param name="tasks">The questions.</param>
    /// <param name="seed">The same seed gives the same answers.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>
    /// Calibrated answers; no label of the person who is asked about was fitted on. Their photos did help to teach the networks of the other
    /// folds, on whose scores temperature and thresholds are fitted.
    /// </returns>
    IReadOnlyDictionary<ClassifierTask, ClassifierRun> CrossValidate(
        Func<ClassifierTask, Split> splits, IReadOnlyList<ClassifierTask> tasks, int seed, CancellationToken cancellation);

    /// <summary>Trains on all photos and writes the networks as they are shipped.</summary>
    /// <param name="runs">What a cross-validation of all questions taught about calibration.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <param name="cancellation">Stops.</param>
    IReadOnlyList<ShippedModel> Ship(IReadOnlyDictionary<ClassifierTask, ClassifierRun> runs, int seed, CancellationToken cancellation);
}

/// <summary>What a card says about a recipe.</summary>
/// <param name="Name">Its name in reports: the pipeline's.</param>
/// <param name="File">Name of the card and of the figures, without ending; empty for those of the folder itself.</param>
/// <param name="Title">Heading.</param>
/// <param name="Seen">What the classifiers see: continues "They read".</param>
/// <param name="Training">How they are trained, in Markdown.</param>
internal sealed record RecipeWords(string Name, string File, string Title, string Seen, string Training);
