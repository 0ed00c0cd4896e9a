using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

/// <summary>Texts that people see, kept in <c>Expectations/</c> so that a change of them is a change somebody looked at.</summary>
internal static class Expectation
{
    private const string Update = "FACESHAPE_UPDATE_EXPECTATIONS";

    /// <summary>Holds a text against the kept one; with the environment variable set, keeps it instead.</summary>
    public static void Holds(string name, string actual)
    {
        var path = Repository.Path("tests", "FaceShape.Cli.Tests", "Expectations", name + ".txt");
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; run the test once with {Update}=1 and look at what it wrote");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(
            expected == actual,
            $"{name}.txt differs (- kept, + now; {Update}=1 keeps the new text):\n{Difference(expected, actual)}");
    }

    /// <summary>Lines that only one of the texts has, each after the line they have in common before it.</summary>
    internal static string Difference(string expected, string actual)
    {
        string[] before = expected.Split('\n'), after = actual.Split('\n');
        var same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same]) same++;
        int end = before.Length, actualEnd = after.Length;
        while (end > same && actualEnd > same && before[end - 1] == after[actualEnd - 1]) (end, actualEnd) = (end - 1, actualEnd - 1);
        return string.Join('\n', [$"at line {same + 1}", .. before[same..end].Select(line => "- " + line),
            .. after[same..actualEnd].Select(line => "+ " + line)]);
    }
}
