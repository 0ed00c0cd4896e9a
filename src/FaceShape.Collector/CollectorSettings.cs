using System.Collections;

namespace FaceShape.Collector;

/// <summary>The settings of a command line, and of the environment where it is silent.</summary>
internal static class CollectorSettings
{
    private const string Prefix = "COLLECTOR_";
    private const string Dashes = "--";

    /// <summary>Reads both.</summary>
    /// <param name="arguments"><c>--name value</c> or <c>--name=value</c>; of a name that is given twice the last counts.</param>
    /// <exception cref="UsageException">One is no option of the collector, or has no value.</exception>
    public static IConfiguration Read(IReadOnlyList<string> arguments) => new ConfigurationBuilder()
        .AddInMemoryCollection(OfEnvironment().Select(variable => KeyValuePair.Create(variable.Setting, (string?)variable.Value)))
        .AddInMemoryCollection(OfCommandLine(arguments)).Build();

    /// <summary>
    /// Variables that look like settings and are none. They are no error: container platforms set some of their own for a service
    /// that is called "collector".
    /// </summary>
    public static IReadOnlyList<string> UnknownVariables() =>
        [.. OfEnvironment().Where(variable => !CollectorOptions.Names.Contains(variable.Setting)).Select(variable => variable.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Name, string Setting, string? Value)> OfEnvironment() =>
        from variable in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        let name = (string)variable.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        select (name, name[Prefix.Length..].ToLowerInvariant().Replace('_', '-'), (string?)variable.Value);

    private static Dictionary<string, string?> OfCommandLine(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < arguments.Count; place++)
        {
            var (name, value) = arguments[place].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[place], null);
            if (!name.StartsWith(Dashes, StringComparison.Ordinal) || !CollectorOptions.Names.Contains(name[Dashes.Length..]))
                throw new UsageException($"'{name}' is no option of the collector: --help lists them");
            if (value is null && place + 1 < arguments.Count && !arguments[place + 1].StartsWith(Dashes, StringComparison.Ordinal)) value = arguments[++place];
            settings[name[Dashes.Length..]] = value ?? throw new UsageException($"{name} needs a value: --help says which");
        }

        return settings;
    }
}
