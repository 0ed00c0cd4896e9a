using FaceShape.Cli.Terminals;
using FaceShape.Training;

namespace FaceShape.Cli.Commands;

/// <summary>Shows the progress of training and evaluation; unlike <see cref="Progress{T}"/> at once and in order.</summary>
internal sealed class TrainingProgressLine(ProgressLine line) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => line.Report(value.Stage, value.Done, value.Total);
}
