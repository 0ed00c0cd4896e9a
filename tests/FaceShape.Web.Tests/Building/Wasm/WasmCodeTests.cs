using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Building.Wasm;

namespace FaceShape.Web.Tests.Building.Wasm;

public sealed class WasmCodeTests
{
    // No locals; block; local.get 0; br_if 0; if: nop, nop, else: nop, end; i32.const 200, drop; end; return; end.
    private static readonly byte[] Body =
        [0, 0x02, 0x40, 0x20, 0, 0x0D, 0, 0x20, 0, 0x04, 0x40, 0x01, 0x01, 0x05, 0x01, 0x0B, 0x41, 0xC8, 1, 0x1A, 0x0B, 0x0F, 0x0B];

    [Fact]
    public void A_part_goes_from_where_control_may_come_to_the_end_of_what_encloses_it() => Assert.Equal(
        [new(1, 22), new(7, 20), new(11, 13), new(14, 15), new(16, 20), new(21, 22)],
        WasmCode.Parts(Body));

    [Fact]
    public void Where_control_came_everywhere_a_body_stays_as_it_is_and_where_it_did_not_there_is_a_trap()
    {
        Assert.Equal(Body, WasmCode.Cut(Body, [true, true, true, true, true, true]));
        Assert.Equal(
            [0, 0x02, 0x40, 0x20, 0, 0x0D, 0, 0x20, 0, 0x04, 0x40, 0x00, 0x05, 0x01, 0x0B, 0x41, 0xC8, 1, 0x1A, 0x0B, 0x0F, 0x0B],
            WasmCode.Cut(Body, [true, true, false, true, true, true]));
        // What lies in a part goes with it; a single instruction is left.
        Assert.Equal([0, 0x02, 0x40, 0x20, 0, 0x0D, 0, 0x00, 0x0B, 0x0F, 0x0B], WasmCode.Cut(Body, [true, false, true, false, false, false]));
    }

    [Fact]
    public void All_of_ONNX_Runtimes_functions_are_taken_apart_and_parts_lie_in_each_other_or_apart()
    {
        foreach (var body in WasmModule.Parse(File.ReadAllBytes(Repository.Npm("onnxruntime-web", "dist", "ort-wasm-simd-threaded.wasm"))).Bodies)
        {
            var parts = WasmCode.Parts(body);
            Assert.Equal(body.Length - 1, parts[0].End);
            Assert.Equal(WasmCode.Whole(body), [parts[0]]);
            Assert.All(parts, part => Assert.InRange(part.Start, parts[0].Start, part.End));
            Assert.Equal(parts.OrderBy(part => part.Start), parts);
        }
    }

    [Theory]
    [InlineData(0x0B, 0x0B)] // goes on after its end
    [InlineData(0xFB, 0x0B)] // not known
    [InlineData(0x01, 0x01)] // does not end
    public void A_body_that_cannot_be_taken_apart_is_refused(byte first, byte second) =>
        Assert.Throws<SiteException>(() => WasmCode.Parts([0, first, second]));
}
