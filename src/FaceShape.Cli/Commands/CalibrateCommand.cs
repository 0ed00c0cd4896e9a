using FaceShape.Cli.Terminals;
using FaceShape.Training.Compression;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape models calibrate</c>: how large what flows through the trunk gets.</summary>
internal static class CalibrateCommand
{
    private const string Notes = """
        Examples:
          faceshape models calibrate crops:pad=0.35 pictures
          faceshape models calibrate photos/ && dotnet build -c Release && faceshape models build --update

        The trunk of the light pipeline computes in bytes; what a byte stands for is measured here, on some hundred faces of
        the folders, and written to face_trunk.ranges.json beside models.json. The next build of the program and of the
        models takes it. Labels are not looked at.

        """;

    public static VerbCommand Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var pad = SharedOptions.Pad();
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("calibrate", "Measures on faces what the bytes stand for that the trunk computes in.", Notes)
            { folders, pad, threads, models };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var service = new CompressionService(new(parsed.PathOrDefault(models, Home.Models), Home.FeatureCache), Home.NpmPackages);
            var (file, faces) = await service.CalibrateAsync(
                parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation)
                .ConfigureAwait(false);
            progress.Dispose();
            terminal.Out.WriteLine($"Wrote {file}, measured on {faces} faces");
            return ExitCode.Success;
        });
        return command;
    }
}
