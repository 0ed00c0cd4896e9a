using System.Diagnostics;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Runtime;
using FaceShape.Native.Tests.Imaging;
using FaceShape.Native.Tests.Runtime;

namespace FaceShape.Native.Tests;

/// <summary>Memory of the whole process is looked at, so nothing else may run meanwhile.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

[Collection(typeof(Alone))]
public sealed class MemoryTests
{
    // Allocators keep some memory back for themselves.
    private const long Bound = 24 << 20;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_running_and_disposing_a_thousand_times_keeps_memory_where_it_was()
    {
        var bytes = TinyGraph.Add(1024);
        var ones = new Tensor(1024);
        await AssertSteady(100, 1000, async () =>
        {
            using var model = OnnxModel.Open("add", bytes, threads: 1);
            await model.RunAsync([ones, ones], Cancellation);
        });
    }

    [Fact]
    public async Task A_thousand_runs_keep_memory_where_it_was()
    {
        // 256 KiB a tensor: a leak of any one would show as 256 MiB.
        using var model = OnnxModel.Open("add", TinyGraph.Add(65_536), threads: 1);
        var ones = new Tensor(65_536);
        await AssertSteady(100, 1000, async () => await model.RunAsync([ones, ones], Cancellation));
    }

    [Fact]
    public async Task A_thousand_failed_runs_keep_memory_where_it_was()
    {
        using var model = OnnxModel.Open("product", TinyGraph.MatMul(), threads: 1);
        await AssertSteady(100, 1000, async () => await Assert.ThrowsAsync<ModelException>(
            async () => await model.RunAsync([new(128, 128), new(64, 128)], Cancellation)));
    }

    [Fact]
    public async Task Three_hundred_photos_good_and_cut_keep_memory_where_it_was()
    {
        // 400 x 300 pixels are 480 KB: a leak of any one buffer would show as 140 MB.
        var decoder = new PhotoDecoder();
        var file = PhotoEncoder.Jpeg(Pictures.Noise(400, 300), orientation: 6);
        var cut = file[..(file.Length / 2)];
        await AssertSteady(30, 300, () =>
        {
            Assert.Equal(300, decoder.Decode(file).Width);
            Assert.Throws<PhotoException>(() => decoder.Decode(cut));
            return Task.CompletedTask;
        });
    }

    private static async Task AssertSteady(int warmUp, int times, Func<Task> action)
    {
        for (var i = 0; i < warmUp; i++) await action();
        var before = ResidentBytes();
        for (var i = 0; i < times; i++) await action();
        Assert.InRange(ResidentBytes() - before, long.MinValue, Bound);
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
