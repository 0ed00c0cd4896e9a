using System.CommandLine;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape classify</c>: photos in, one answer each.</summary>
internal static class ClassifyCommand
{
    private static readonly string Notes = $"""
        Examples:
          faceshape classify portrait.jpg
          faceshape classify holiday/ --recursive
          faceshape classify "photos/**/*.jpg" --json > answers.jsonl
          faceshape classify group.jpg --several-faces all --json --detail
          faceshape classify --same-person monday.jpg tuesday.jpg

        Exit codes:
          0 every photo was read, 1 some were not, 2 wrong usage, 130 stopped by Ctrl-C

        {PhotoOptions.ErrorCodes}
        """;

    public static Command Create(Terminal terminal)
    {
        var shared = new PhotoOptions(
            "With --json: landmarks, descriptor, outline and mesh too; else: all probabilities, measurements, times");
        var pipeline = SharedOptions.PipelineOption("How photos are read: light networks, or the original six (default: light)");
        var samePerson = new Option<bool>("--same-person")
        {
            Description = "All photos show one person: give one answer of them together, and say which photo shows somebody else",
        };

        var command = new VerbCommand("classify", "Reads the face shape from photos.", Notes);
        shared.AddTo(command, pipeline, samePerson);
        command.Run(terminal, (parsed, cancellation) =>
        {
            var (detail, one, walk) = (shared.Detail(parsed), parsed.GetValue(samePerson), parsed.GetValue(pipeline));
            IFusedWriter writer = shared.Json(parsed)
                ? new JsonOutcomes(terminal, walk, detail ? ReadingDetail.All : ReadingDetail.None)
                : new OutcomeCards(terminal, detail);
            var described = one || (detail && shared.Json(parsed));
            return shared.ReadAsync(
                parsed, terminal, walk, described, one ? new SamePersonWriter(writer) : writer, "read", cancellation);
        });
        return command;
    }
}
