using System.Diagnostics;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Building;

/// <summary>What the scripts do when a program that they call fails: the programs here are stand-ins.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("faceshape-scripts-");

    public ScriptTests()
    {
        foreach (var folder in (string[])["bin", "eng"]) root.CreateSubdirectory(folder);
        File.Copy(Repository.Path("eng", "pack.sh"), At("eng/pack.sh"));
        // As it is, but for the setting up, which has nothing to do with packing.
        File.WriteAllText(At("eng/setup.sh"), $". '{Repository.Path("eng", "setup.sh")}'; set_up() {{ :; }}; set_up_site() {{ :; }}");
    }

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("true", "true", 0)]
    [InlineData("[ $2 != src/FaceShape ]", "true", 4)]
    [InlineData("[ $2 != src/FaceShape.Cli ]", "true", 4)]
    [InlineData("true", "false", 4)]
    public void Packing_fails_where_any_package_is_not_packed(string dotnet, string npm, int expected)
    {
        Program("dotnet", dotnet);
        Program("npm", npm);
        Assert.Equal(expected, Run(At("eng/pack.sh")).ExitCode);
    }

    [Theory]
    [InlineData("install_browsers", "Missing: chromium. Without them the site's tests are skipped.", "[ $1 != update ]")]
    [InlineData("install_browsers", "Missing: chromium. Without them the site's tests are skipped.", "[ $1 = update ]")]
    [InlineData("install_browsers", "Missing: firefox-esr webkit2gtk-driver xvfb. Without them the site's tests in other browsers are skipped.", "[ \"$4\" != firefox-esr ]")]
    [InlineData("install_postgresql", "PostgreSQL is missing: some of the collector's tests will be skipped.", "[ $1 != update ]")]
    public void A_program_that_cannot_be_installed_is_named_and_the_tests_go_on(string install, string expected, string apt)
    {
        Program("apt-get", apt);
        Program("sudo", "shift; exec \"$@\"");
        var none = "command() { [ \"$2\" = apt-get ]; }; compgen() { false; }";
        var (code, said) = Run("-c", $"set -euo pipefail; root=$1; . '{At("eng/setup.sh")}'; . '{Repository.Path("eng", "programs.sh")}'; {none}; {install}; echo on", "bash", root.FullName);

        Assert.Equal(0, code);
        Assert.Contains(expected, said);
        Assert.EndsWith("on\n", said);
    }

    private string At(string name) => Path.Combine(root.FullName, name);

    private void Program(string name, string script)
    {
        File.WriteAllText(At($"bin/{name}"), $"#!/bin/sh\n{script}\n");
        Process.Start("chmod", ["+x", At($"bin/{name}")]).WaitForExit();
    }

    private (int ExitCode, string Said) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Result + output);
    }
}
