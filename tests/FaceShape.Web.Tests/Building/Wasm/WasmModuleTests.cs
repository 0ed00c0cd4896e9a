using System.Security.Cryptography;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Building.Wasm;

namespace FaceShape.Web.Tests.Building.Wasm;

public sealed class WasmModuleTests
{
    /// <summary>One global, two functions without parameters: the first returns 7, the second 9 and has a local.</summary>
    private static readonly byte[] Small =
    [
        0, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
        1, 5, 1, 0x60, 0, 1, 0x7F, // types: () -> i32
        3, 3, 2, 0, 0, // functions
        6, 6, 1, 0x7F, 1, 0x41, 5, 0x0B, // a global
        7, 5, 1, 1, (byte)'f', 0, 1, // export "f": the second
        10, 13, 2, 4, 0, 0x41, 7, 0x0B, 6, 1, 1, 0x7F, 0x41, 9, 0x0B, // code
    ];

    private static byte[] Onnx => File.ReadAllBytes(Repository.Npm("onnxruntime-web", "dist", "ort-wasm-simd-threaded.wasm"));

    [Fact]
    public void Taken_apart_and_put_together_again_ONNX_Runtime_is_the_same()
    {
        var binary = Onnx;
        var module = WasmModule.Parse(binary);
        Assert.True(module.Bodies.Count > 10_000);
        Assert.True(binary.AsSpan().SequenceEqual(module.With(module.Bodies)));
    }

    [Fact]
    public void An_unused_function_becomes_a_trap_and_the_others_keep_their_places()
    {
        var cut = WasmModule.Parse(new UsedFunctions(Sha256(Small), [1]).Cut(Small));
        Assert.Equal([[0, 0x00, 0x0B], WasmModule.Parse(Small).Bodies[1]], cut.Bodies);
    }

    [Fact]
    public void Each_function_notes_its_entry_after_its_locals_in_a_global_of_its_own()
    {
        var noting = WasmModule.Parse(WasmModule.Parse(Small).WithEntriesNoted());
        Assert.Equal([[0, 0x41, 1, 0x24, 1, 0x41, 7, 0x0B], [1, 1, 0x7F, 0x41, 1, 0x24, 2, 0x41, 9, 0x0B]], noting.Bodies);
        Assert.True(noting.With(noting.Bodies).AsSpan().IndexOf("entered1"u8) > 0);
    }

    [Theory]
    [InlineData("onnxruntime.functions.txt", 2)]
    [InlineData("onnxruntime.running.txt", 8)]
    public void The_site_has_ONNX_Runtime_cut_to_less_than_half_and_to_an_eighth_where_networks_are_open_already(string file, int share)
    {
        var list = UsedFunctions.Parse(File.ReadAllText(Repository.Path("src", "FaceShape.Web", file)));
        var binary = Onnx;
        Assert.InRange(list.Cut(binary).Length, 1, binary.Length / share);
    }

    [Fact]
    public void Another_version_of_the_binary_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<SiteException>(() => new UsedFunctions(new('0', 64), [0]).Cut(Small));
        Assert.Contains("run eng/onnx-functions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_ranges_of_the_list_are_read()
    {
        Assert.Equal([1, 4, 5, 6, 9], UsedFunctions.Parse("abc\n1 4-6\n9\n").Indices);
        Assert.Throws<SiteException>(() => UsedFunctions.Parse("abc\n1 x\n"));
        Assert.Throws<SiteException>(() => UsedFunctions.Parse(""));
    }

    [Fact]
    public void A_module_that_ends_early_or_is_none_is_refused()
    {
        for (var length = 0; length < Small.Length; length++)
        {
            var (start, ends) = (Small[..length], length is 8 or 15 or 20 or 28 or 35);
            if (ends) WasmModule.Parse(start); // whole sections are a module
            else Assert.Throws<SiteException>(() => WasmModule.Parse(start));
        }
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
