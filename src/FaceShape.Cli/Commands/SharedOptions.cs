using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FaceShape.Cli.Commands;

/// <summary>Options that several verbs have in common.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json(string what) => new("--json") { Description = what };

    /// <summary>Zero, the default, takes all cores.</summary>
    public static Option<int> Threads() => Bounded(
        new Option<int>("--threads") { Description = "Threads in all; 1 does everything on one (default: all cores)", HelpName = "N" },
        1, 1024);

    public static Option<int> Seed() =>
        new("--seed") { Description = "The same seed gives the same result", HelpName = "N", DefaultValueFactory = _ => 1 };

    public static Option<double> Pad() => Bounded(
        new Option<double>("--pad")
        {
            Description = "Fraction of the longer side added on every side, for tight crops; FOLDER:pad=0.35 sets it for one folder",
            HelpName = "FRACTION",
            DefaultValueFactory = _ => 0,
        }, 0, Training.Data.LabelledFolder.MaxPad);

    /// <summary>Which of the two walks.</summary>
    /// <param name="what">What it decides, for the help.</param>
    /// <param name="name">The option.</param>
    public static Option<Pipeline> PipelineOption(string what, string name = "--pipeline") => new(name)
    {
        Description = what,
        HelpName = "light|original",
        CustomParser = ParsePipeline,
    };

    public static Option<DirectoryInfo?> Models(
        string name = "--models", string description = "Folder of the models and their models.json instead of the one that came with the program") =>
        new(name)
        {
            Description = description,
            HelpName = "DIR",
        };

    public static Option<DirectoryInfo?> ReportFolder() =>
        new("--out") { Description = "Folder for shadow.md, shadow.json and shadow.html", HelpName = "DIR" };

    public static Argument<string[]> LabelledFolders() => OfPaths(new("FOLDER")
    {
        Description = "Photos in sub-folders named heart, oblong, oval, round, square",
        Arity = ArgumentArity.OneOrMore,
    });

    /// <summary>Folders of people that the light classifiers learn beside.</summary>
    public static Option<string[]> Beside() => new("--beside")
    {
        Description = "Labelled photos of other people, by other lists: learnt beside with a head of their own",
        HelpName = "FOLDER",
    };

    /// <summary>Refuses what is no number and numbers outside of bounds, naming the bounds.</summary>
    public static Option<T> Bounded<T>(Option<T> option, T least, T most)
        where T : struct, IComparable<T>, IParsable<T>
    {
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            var fits = T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value.CompareTo(least) >= 0
                && value.CompareTo(most) <= 0;
            if (!fits) result.AddError(FormattableString.Invariant($"{option.Name} must be a number from {least} to {most}, not '{text}'"));
            return value;
        };
        return option;
    }

    private static Pipeline ParsePipeline(ArgumentResult result)
    {
        switch (result.Tokens.Single().Value)
        {
            case "light": return Pipeline.Light;
            case "original": return Pipeline.Original;
            case var other:
                result.AddError($"{((OptionResult)result.Parent!).Option.Name} must be light or original, not '{other}'");
                return default;
        }
    }

    /// <summary>Refuses a mistyped option before it is taken for a file.</summary>
    public static Argument<string[]> OfPaths(Argument<string[]> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Select(token => token.Value).Where(path => path.StartsWith('-') && !Path.Exists(path)))
            {
                result.AddError($"'{token}' is no option here; a file of that name is written ./{token}");
            }
        });
        return argument;
    }

    /// <summary>Reads a thread count, with what the machine has as the default.</summary>
    public static int ThreadsOrAll(this ParseResult parsed, Option<int> threads) =>
        parsed.GetValue(threads) is > 0 and var count ? count : Environment.ProcessorCount;

    /// <summary>The folder that was named, or the one that came with the program.</summary>
    public static string PathOrDefault(this ParseResult parsed, Option<DirectoryInfo?> option, string otherwise) =>
        parsed.GetValue(option)?.FullName ?? otherwise;
}
