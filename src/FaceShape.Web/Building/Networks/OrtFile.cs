using Google.FlatBuffers;

namespace FaceShape.Web.Building.Networks;

/// <summary>Floats that a network in ORT format holds, and where.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="At">Where the first lies in the file, bytes.</param>
/// <param name="Shape">Lengths of the axes.</param>
internal readonly record struct OrtTensor(string Name, int At, int[] Shape)
{
    /// <summary>How many there are.</summary>
    public int Count => Shape.Aggregate(1, (product, length) => product * length);
}

/// <summary>
/// Finds the weights in a file of ONNX Runtime's own format, by the numbers of the fields in its schema.
/// <see href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/flatbuffers/schema/ort.fbs"/>
/// </summary>
internal static class OrtFile
{
    private const string Identifier = "ORTM";
    private const int SessionVersion = 0;
    private const int SessionModel = 1;
    private const int SessionResolver = 3;
    private const int SessionFields = 4;
    private const int ModelGraph = 7;
    private const int GraphInitializers = 0;
    private const int TensorName = 0;
    private const int TensorDimensions = 2;
    private const int TensorType = 3;
    private const int TensorBytes = 4;
    private const int Float = 1;
    private const int Alignment = 16;

    /// <summary>All tensors of 32-bit floats, in the order in which they lie in the file.</summary>
    /// <exception cref="SiteException">It is no such file.</exception>
    public static IReadOnlyList<OrtTensor> Floats(byte[] file)
    {
        var session = Session(file);
        var buffer = session.bb;
        var graph = Field(Field(session, SessionModel), ModelGraph);
        var tensors = Vector(graph, GraphInitializers);
        List<OrtTensor> found = [];
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = new Table(graph.__indirect(tensors.At + i * sizeof(int)), buffer);
            if (Offset(tensor, TensorType) is not (> 0 and var type) || buffer.GetInt(tensor.bb_pos + type) != Float) continue;
            var (at, length) = Vector(tensor, TensorBytes);
            var dimensions = Vector(tensor, TensorDimensions);
            int[] shape = [.. Enumerable.Range(0, dimensions.Length).Select(axis => (int)buffer.GetLong(dimensions.At + axis * sizeof(long)))];
            var one = new OrtTensor(Text(tensor, TensorName), at, shape);
            if (length > 0 && one.Count * sizeof(float) == length) found.Add(one);
        }

        return [.. found.OrderBy(tensor => tensor.At)];
    }

    /// <summary>
    /// The same with the types of its operations in order of their names: the runtime writes them as its hash table has them, which is
    /// another order each time.
    /// </summary>
    /// <exception cref="SiteException">It is no such file.</exception>
    public static byte[] InOrder(byte[] file)
    {
        var session = Session(file);
        var model = Field(session, SessionModel);

        // Before the model lies nothing but what is written anew here: what a table refers to lies behind it.
        var from = Math.Min(model.bb_pos, model.bb_pos - session.bb.GetInt(model.bb_pos));
        var builder = new FlatBufferBuilder(4096);
        var version = builder.CreateString(Text(session, SessionVersion));
        var operations = Copy(builder, Field(session, SessionResolver), 0, OperationTypes);
        builder.StartTable(1);
        builder.AddOffset(0, operations, 0);
        var types = builder.EndTable();
        builder.StartTable(SessionFields);
        builder.AddOffset(SessionVersion, version.Value, 0);
        builder.AddInt(SessionModel, int.MaxValue, 0); // its place is filled in below
        builder.AddOffset(SessionResolver, types, 0);
        builder.Finish(builder.EndTable(), Identifier);
        var head = builder.SizedByteArray();

        var to = head.Length + (Alignment + from - head.Length % Alignment) % Alignment;
        byte[] whole = [.. head, .. new byte[to - head.Length], .. file.AsSpan(from)];
        var root = Session(whole);
        var field = root.bb_pos + Offset(root, SessionModel);
        root.bb.PutInt(field, to + model.bb_pos - from - field);
        return whole;
    }

    // table KernelTypeStrResolver { [table { operation; [table { type; [table { kind; index }] }] }] }
    private static int OperationTypes(FlatBufferBuilder builder, Table operation) => Pair(builder, operation, types =>
        Copy(builder, types, 1, (_, type) => Pair(builder, type, places => Copy(builder, places, 1, Place))));

    private static int Place(FlatBufferBuilder builder, Table place)
    {
        int kind = Offset(place, 0), index = Offset(place, 1);
        builder.StartTable(2);
        if (kind > 0) builder.AddByte(0, place.bb.Get(place.bb_pos + kind), 0);
        if (index > 0) builder.AddUint(1, place.bb.GetUint(place.bb_pos + index), 0);
        return builder.EndTable();
    }

    /// <summary>A table of a text and something else.</summary>
    private static int Pair(FlatBufferBuilder builder, Table table, Func<Table, int> other)
    {
        var text = builder.CreateString(Text(table, 0));
        var rest = other(table);
        builder.StartTable(2);
        builder.AddOffset(0, text.Value, 0);
        builder.AddOffset(1, rest, 0);
        return builder.EndTable();
    }

    /// <summary>Copies a vector of tables; those that begin with a text, in the order of the texts.</summary>
    private static int Copy(FlatBufferBuilder builder, Table table, int field, Func<FlatBufferBuilder, Table, int> copy)
    {
        var (at, length) = Vector(table, field);
        var items = Enumerable.Range(0, length).Select(i => new Table(table.__indirect(at + i * sizeof(int)), table.bb)).ToArray();
        if (copy != Place) Array.Sort(items, (one, other) => string.CompareOrdinal(Text(one, 0), Text(other, 0)));
        var copies = Array.ConvertAll(items, item => copy(builder, item));
        builder.StartVector(sizeof(int), length, sizeof(int));
        foreach (var item in copies.Reverse()) builder.AddOffset(item);
        return builder.EndVector().Value;
    }

    private static Table Session(byte[] file)
    {
        var buffer = new ByteBuffer(file);
        return file.Length >= 8 && Table.__has_identifier(buffer, Identifier)
            ? new(buffer.GetInt(0), buffer)
            : throw new SiteException("This is no network in ORT format");
    }

    private static string Text(Table table, int field) => Offset(table, field) is > 0 and var offset
        ? table.__string(table.bb_pos + offset)
        : throw new SiteException($"The network in ORT format has no field {field}");

    private static Table Field(Table table, int field) => Offset(table, field) is > 0 and var offset
        ? new(table.__indirect(table.bb_pos + offset), table.bb)
        : throw new SiteException($"The network in ORT format has no field {field}");

    private static (int At, int Length) Vector(Table table, int field) =>
        Offset(table, field) is > 0 and var offset ? (table.__vector(offset), table.__vector_len(offset)) : (0, 0);

    // The first field's place is the fifth and sixth byte of a table's list of them.
    private static int Offset(Table table, int field) => table.__offset(4 + 2 * field);
}
