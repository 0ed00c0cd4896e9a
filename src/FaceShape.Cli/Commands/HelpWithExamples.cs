using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FaceShape.Cli.Commands;

/// <summary>A command's help, followed by what it has to say beyond its options: examples above all.</summary>
/// <param name="help">The help of options and arguments.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const int Width = 110;

    public override bool ClearsParseErrors => true;

    /// <summary>Takes the place of the plain help.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            var plain = (HelpAction)option.Action!;
            plain.MaxWidth = Width; // the same on every terminal
            option.Action = new HelpWithExamples(plain);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var status = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VerbCommand { Examples: var examples })
        {
            parseResult.InvocationConfiguration.Output.WriteLine(examples.ReplaceLineEndings(Environment.NewLine));
        }

        return status;
    }
}
