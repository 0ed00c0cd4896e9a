using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FaceShape.Cli.Terminals;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Training.Conversion;
using Spectre.Console;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape models</c>: build, verify, list.</summary>
internal static class ModelsCommand
{
    private const string Notes = """
        Examples:
          faceshape models build
          faceshape models verify
          faceshape models list --json

        """;

    private const string Description = "Builds, verifies, lists, weighs or signs the models, or names those that are tried.";

    public static Command Create(Terminal terminal) => new VerbCommand("models", Description, Notes)
    {
        Build(terminal),
        Verify(terminal),
        List(terminal),
        CompressCommand.Create(terminal),
        CatalogueCommands.Challenge(terminal),
        CatalogueCommands.KeyGen(terminal),
        CatalogueCommands.Sign(terminal),
    };

    private static VerbCommand Build(Terminal terminal)
    {
        var models = SharedOptions.Models();
        var update = new Option<bool>("--update") { Description = "Take what was built as the truth: rewrite its entries in models.json" };
        var command = new VerbCommand("build", "Converts the nets of npm packages to ONNX, held against models.json.", """
            Examples:
              faceshape models build
              faceshape models build --update        (after a new version of an npm package)

            """) { models, update };
        command.Run(terminal, (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var built = new ModelBuilder(Home.NpmPackages, parsed.PathOrDefault(models, Home.Models))
                .Build(parsed.GetValue(update), new BuildProgress(progress), cancellation);
            progress.Dispose();
            foreach (var entry in built) terminal.Out.WriteLine($"Built {entry.File}, {Megabytes(entry.Bytes)}, SHA-256 {entry.Sha256}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static VerbCommand Verify(Terminal terminal)
    {
        var models = SharedOptions.Models();
        var json = SharedOptions.Json("One JSON object a line for each model");
        const string Description = "Holds each model's bytes against its SHA-256 in models.json; exit code 1 when one differs.";
        var command = new VerbCommand("verify", Description, """
            Examples:
              faceshape models verify
              faceshape models verify --models /srv/models --json

            """) { models, json };
        command.Run(terminal, (parsed, cancellation) =>
        {
            var folder = parsed.PathOrDefault(models, Home.Models);
            var bad = 0;
            var catalogue = CatalogueFile.Read(folder);
            foreach (var entry in catalogue.Models.Concat(catalogue.Challenger?.Models ?? []))
            {
                cancellation.ThrowIfCancellationRequested();
                var found = ModelVerifier.Verify(folder, entry);
                if (found.State != ModelState.Ok) bad++;
                if (parsed.GetValue(json)) terminal.Out.WriteLine(Json(found));
                else if (found.State == ModelState.Ok) terminal.Out.WriteLine($"{entry.Name}: ok");
                else terminal.Complain(null, found.ToException().Message, found.ToException().Code);
            }

            return Task.FromResult(bad == 0 ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static VerbCommand List(Terminal terminal)
    {
        var models = SharedOptions.Models();
        var json = SharedOptions.Json("One JSON object a line for each model");
        var command = new VerbCommand("list", "Lists the models: source, licence, sizes.", """
            Examples:
              faceshape models list
              faceshape models list --json

            """) { models, json };
        command.Run(terminal, (parsed, _) =>
        {
            var catalogue = CatalogueFile.Read(parsed.PathOrDefault(models, Home.Models));
            if (parsed.GetValue(json)) WriteJson(terminal, catalogue.Models);
            else terminal.Layout().Write(Table(catalogue));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Table Table(ModelCatalogue catalogue)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Model", "Source", "Licence", "Size", "Brotli", "SHA-256");
        foreach (var entry in catalogue.Models)
        {
            table.AddRow(entry.Name, entry.Source, entry.Licence, Megabytes(entry.Bytes), Megabytes(entry.BrotliBytes), entry.Sha256[..12]);
        }

        return table;
    }

    private static void WriteJson(Terminal terminal, IEnumerable<ModelEntry> models)
    {
        foreach (var model in models) terminal.Out.WriteLine(JsonSerializer.Serialize(model, JsonSerializerOptions.Web));
    }

    private static string Json(ModelVerification found) => JsonSerializer.Serialize(
        new
        {
            found.Entry.Name,
            found.Entry.File,
            Status = found.State.ToString().ToLowerInvariant(),
            found.Entry.Sha256,
            found.ActualSha256,
            Bytes = found.ActualBytes,
        },
        JsonSerializerOptions.Web);

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");

    private sealed class BuildProgress(ProgressLine line) : IProgress<ModelBuildProgress>
    {
        public void Report(ModelBuildProgress value) => line.Report("Building models", value.Done, value.Total);
    }
}
