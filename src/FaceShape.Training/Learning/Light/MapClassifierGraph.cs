using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Inference;
using FaceShape.Training.Conversion;
using FaceShape.Training.Protocol;
using Layer = FaceShape.Training.Learning.Light.MapNetwork.Layer;

namespace FaceShape.Training.Learning.Light;

/// <summary>Writes the light classifiers as ONNX: standardization, ensemble, temperatures, softmax and thresholds in one graph.</summary>
internal static class MapClassifierGraph
{
    private const string Map = "map";
    private const string Second = "second";
    private const string Geometry = "geometry";
    private const string Twice = "shape_twice";

    /// <summary>What they take.</summary>
    public static IReadOnlyList<ModelPort> Inputs { get; } =
    [
        new(Map, [1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide], "NCHW; 0 and above"),
        new(Second, [1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide], "the same of the second look; anything where there was none"),
        new(Geometry, [1, MeshFeatures.Count], "mesh and outline with the origin between the eyes, unit = distance to the mouth; then proportions"),
    ];

    /// <summary>What they give.</summary>
    public static IReadOnlyList<ModelPort> Outputs { get; } =
    [
        Probabilities(ClassifierTask.Jaw),
        Probabilities(ClassifierTask.Length),
        Probabilities(ClassifierTask.Shape),
        new("abstain_below", [1], "probability of the first shape below which nothing is said"),
        new("likely_from", [1], "probability from which a shape is one of those that hold the true one nine times in ten"),
        new(Twice, [1, ClassifierTask.Shape.Labels.Count], "as shape, after the second look"),
    ];

    /// <summary>The file; the same ensembles give the same bytes.</summary>
    /// <param name="looks">The networks, rounded to 8 bits.</param>
    /// <param name="fitted">Temperatures of each question, and thresholds of the shape.</param>
    public static byte[] ToBytes(TwoLooks looks, IReadOnlyDictionary<ClassifierTask, FittedCalibration> fitted)
    {
        var graph = new OnnxGraph(ModelNames.LightClassifiers);
        graph.Describe("license", "MIT");
        foreach (var port in Inputs) graph.Input(port.Name, [.. port.Shape]);
        var (shape, calibration) = (ClassifierTask.Shape, fitted[ClassifierTask.Shape]);
        var first = new Look(graph, looks.First, Map, "");
        foreach (var task in (ClassifierTask[])[ClassifierTask.Jaw, ClassifierTask.Length]) Answer(task.Name, task, first.ScoresOf(task), fitted[task].Temperature);
        var scores = first.ScoresOf(shape);
        Answer(shape.Name, shape, scores, calibration.Temperature);
        Threshold("abstain_below", calibration.AbstainBelow);
        Threshold("likely_from", calibration.LikelyFrom);
        Answer(Twice, shape, graph.Node("Mean", $"{Twice}/scores", [scores, new Look(graph, looks.Second, Second, $"{Second}/").ScoresOf(shape)]), calibration.TwiceTemperature);
        return graph.ToBytes();

        void Answer(string name, ClassifierTask task, string taskScores, double temperature)
        {
            var tempered = graph.Node("Div", $"{name}/tempered", [taskScores, graph.Floats($"{name}/temperature", [(float)temperature])]);
            graph.Node("Softmax", name, [tempered], OnnxAttribute.Int("axis", 1));
            graph.Output(name, 1, task.Labels.Count);
        }

        void Threshold(string name, double value)
        {
            graph.Node("Identity", name, [graph.Floats($"{name}/value", [(float)value], 1)]);
            graph.Output(name, 1);
        }
    }

    private static ModelPort Probabilities(ClassifierTask task) =>
        new(task.Name, [1, task.Labels.Count], $"{string.Join(", ", task.Labels)}; calibrated, sum to 1");

    /// <summary>Standardizes rows of numbers; what lies further off than <see cref="MapScaling.Furthest"/> is brought there.</summary>
    private static string Standardize(OnnxGraph graph, string name, string x, Standardizer standardizer)
    {
        var (mean, scale) = standardizer;
        var centred = graph.Node("Sub", $"{name}/centred", [x, graph.Floats($"{name}/mean", mean, mean.Length)]);
        var scaled = graph.Node("Mul", $"{name}/scaled", [centred, graph.Floats($"{name}/scale", scale, scale.Length)]);
        string[] bounds = [graph.Floats($"{name}/least", [-MapScaling.Furthest]), graph.Floats($"{name}/most", [MapScaling.Furthest])];
        return graph.Node("Clip", $"{name}/standardized", [scaled, .. bounds]);
    }

    // ONNX Runtime computes the floats once, when it loads the network.
    private static string Weights(OnnxGraph graph, string name, string levels, float[] scales, params ReadOnlySpan<int> scaleShape)
    {
        var whole = graph.Node("Cast", $"{name}/whole", [levels], OnnxAttribute.Int("to", OnnxGraph.FloatType));
        var signed = graph.Node("Sub", $"{name}/signed", [whole, graph.Floats($"{name}/zero", [EightBits.Zero])]);
        return graph.Node("Mul", $"{name}/weights", [signed, graph.Floats($"{name}/step", scales, scaleShape)]);
    }

    /// <summary>One ensemble and what it looks at.</summary>
    private sealed class Look
    {
        private readonly OnnxGraph graph;
        private readonly MapEnsemble ensemble;
        private readonly string map;
        private readonly string prefix;
        private readonly string scores;

        public Look(OnnxGraph graph, MapEnsemble ensemble, string map, string prefix)
        {
            (this.graph, this.ensemble, this.map, this.prefix) = (graph, ensemble, map, prefix);
            var scaling = ensemble.Scaling;
            var centred = graph.Node("Sub", $"{prefix}map/centred", [map, graph.Floats($"{prefix}map/mean", scaling.MapMeans, FaceTrunk.Channels, 1, 1)]);
            var standardized = graph.Node("Mul", $"{prefix}map/standardized", [centred, graph.Floats($"{prefix}map/scale", scaling.MapScales, FaceTrunk.Channels, 1, 1)]);
            var geometry = Standardize(graph, $"{prefix}{Geometry}", Geometry, scaling.Geometry);
            string[] members = [.. ensemble.Members.Select((member, i) => new Member(graph, member, $"{prefix}{i}/").Write(standardized, geometry))];
            scores = members.Length == 1 ? members[0] : graph.Node("Mean", $"{prefix}scores", members);
        }

        /// <summary>Adds the scores of a question and gives their name.</summary>
        public string ScoresOf(ClassifierTask task)
        {
            var (start, count) = MapHeads.Of(task).GetOffsetAndLength(MapHeads.Count);
            var name = $"{prefix}{task.Name}";
            string[] slice = [scores, Longs($"{name}/start", start), Longs($"{name}/end", start + count), Longs($"{name}/axis", 1)];
            var networks = graph.Node("Slice", $"{name}/scores", slice);
            return task == ClassifierTask.Shape ? graph.Node("Add", $"{prefix}regressed", [networks, Regress()]) : networks;
        }

        private string Regress()
        {
            const int Window = MapRegression.Window;
            var (regression, name) = (ensemble.Regression, $"{prefix}regression");
            var pooled = graph.Node("AveragePool", $"{name}/pooled", [map],
                OnnxAttribute.Ints("kernel_shape", Window, Window), OnnxAttribute.Ints("strides", Window, Window));
            var flat = graph.Node("Flatten", $"{name}/flat", [pooled], OnnxAttribute.Int("axis", 1));
            var seen = Standardize(graph, name, flat, regression.Scaling);
            var scales = EightBits.Scales(regression.Weights, MapRegression.Shapes);
            byte[] levels = [.. regression.Weights.Select((weight, i) => EightBits.Stored(weight, scales[i % MapRegression.Shapes]))];
            var stored = graph.Bytes($"{name}/levels", levels, MapRegression.Inputs, MapRegression.Shapes);
            string[] inputs = [seen, Weights(graph, name, stored, scales, MapRegression.Shapes), graph.Floats($"{name}/constants", regression.Constants, MapRegression.Shapes)];
            return graph.Node("Gemm", $"{name}/scores", inputs);
        }

        private string Longs(string name, long value) => graph.Longs(name, [value], 1);
    }

    /// <summary>One network of the ensemble.</summary>
    private sealed class Member(OnnxGraph graph, MapNetwork network, string prefix)
    {
        private readonly MapNetworkShape shape = network.Shape;

        /// <summary>Adds it and gives the name of its scores.</summary>
        public string Write(string map, string geometry)
        {
            var mixed = Convolve(Layer.Mix, map, FaceTrunk.Channels, 1, stride: 1);
            var convolved = Convolve(Layer.Convolve, mixed, shape.Mixed, 3, stride: 2);
            var flat = graph.Node("Flatten", $"{prefix}flat", [convolved], OnnxAttribute.Int("axis", 1));
            var units = Rectify(Dense(Layer.Dense, flat, shape.HalfOrder(), network.Biases(Layer.Dense).Length));
            var seenGeometry = Rectify(Dense(Layer.Geometry, geometry, [.. Enumerable.Range(0, shape.Geometry)], shape.GeometryUnits));
            var seen = graph.Node("Concat", $"{prefix}seen", [units, seenGeometry], OnnxAttribute.Int("axis", 1));
            return Dense(Layer.Heads, seen, [.. Enumerable.Range(0, shape.Seen)], MapHeads.Count);
        }

        private string Convolve(Layer layer, string x, int channels, int size, int stride)
        {
            var outputs = network.Biases(layer).Length;
            var (weights, kernel) = (network.Weights(layer).ToArray(), size * size);
            var levels = new byte[weights.Length];
            var scales = EightBits.Scales(weights, outputs);
            for (var o = 0; o < outputs; o++)
            {
                for (var c = 0; c < channels; c++)
                {
                    for (var k = 0; k < kernel; k++)
                        levels[(o * channels + c) * kernel + k] = EightBits.Stored(weights[(k * channels + c) * outputs + o], scales[o]);
                }
            }

            var filters = Weights(graph, $"{prefix}{layer}", graph.Bytes(Name(layer, "levels"), levels, outputs, channels, size, size), scales, outputs, 1, 1, 1);
            string[] inputs = [x, filters, graph.Floats(Name(layer, "bias"), network.Biases(layer), outputs)];
            var padding = size / 2;
            return Rectify(graph.Node("Conv", Name(layer, "convolved"), inputs,
                OnnxAttribute.Ints("kernel_shape", size, size),
                OnnxAttribute.Ints("strides", stride, stride),
                OnnxAttribute.Ints("pads", padding, padding, padding, padding)));
        }

        /// <summary>A dense layer.</summary>
        /// <param name="layer">Which.</param>
        /// <param name="x">Its input.</param>
        /// <param name="order">Which row of the weights belongs to each number of the input.</param>
        /// <param name="used">How many of its outputs are wanted.</param>
        private string Dense(Layer layer, string x, IReadOnlyList<int> order, int used)
        {
            var outputs = network.Biases(layer).Length;
            var weights = network.Weights(layer).ToArray();
            var scales = EightBits.Scales(weights, outputs);
            var levels = new byte[order.Count * used];
            for (var i = 0; i < order.Count; i++)
            {
                for (var o = 0; o < used; o++) levels[i * used + o] = EightBits.Stored(weights[order[i] * outputs + o], scales[o]);
            }

            var matrix = Weights(graph, $"{prefix}{layer}", graph.Bytes(Name(layer, "levels"), levels, order.Count, used), scales[..used], used);
            return graph.Node("Gemm", Name(layer, "dense"), [x, matrix, graph.Floats(Name(layer, "bias"), network.Biases(layer)[..used], used)]);
        }

        private string Rectify(string x) => graph.Node("Relu", $"{x}/rectified", [x]);

        private string Name(Layer layer, string what) => $"{prefix}{layer}/{what}";
    }
}
