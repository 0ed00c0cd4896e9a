using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>A way to train classifiers, as far as it has to be known to measure them.</summary>
internal interface IRecipe
{
    /// <summary>Its name in reports, one word.</summary>
    string Name { get; }

    /// <summary>What it learns from and how, in Markdown for the card.</summary>
    string Description { get; }

    /// <summary>Networks that one training makes; for the progress.</summary>
    int NetworksPerTraining { get; }

    /// <summary>Trains once a fold and asks about the photos that were held out.</summary>
    /// <param name="task">The question.</param>
    /// <param name="split">Which photos teach and which are asked about.</param>
    /// <param name="seed">The same seed gives the same answers.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Calibrated answers; nothing in them was fitted on the person who is asked about.</returns>
    ClassifierRun Run(ClassifierTask task, Split split, int seed, CancellationToken cancellation);
}
