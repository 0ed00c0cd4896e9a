namespace FaceShape.Inference;

/// <summary>The networks, as the catalogue names them: six of the original pipeline, and those of the light one.</summary>
public static class ModelNames
{
    /// <summary>Face detector, SSD on MobileNetV1 (face-api.js).</summary>
    public const string SsdMobileNetV1 = "ssd_mobilenetv1";

    /// <summary>68 landmarks (face-api.js).</summary>
    public const string FaceLandmark68Net = "face_landmark_68";

    /// <summary>128-number descriptor, dlib's ResNet (face-api.js).</summary>
    public const string FaceRecognitionNet = "face_recognition";

    /// <summary>Jaw type: angular or soft. Trained here.</summary>
    public const string JawClassifier = "jaw";

    /// <summary>Face length: long or short. Trained here.</summary>
    public const string LengthClassifier = "length";

    /// <summary>Face shape: heart, oblong, oval, round, square. Trained here.</summary>
    public const string ShapeClassifier = "shape";

    /// <summary>Light face detector (MediaPipe).</summary>
    public const string BlazeFace = "blazeface";

    /// <summary>468 points of the face in space (MediaPipe).</summary>
    public const string FaceMesh = "facemesh";

    /// <summary>Outline of the face from its 468 points. Trained here.</summary>
    public const string FaceOutline = "outline";

    /// <summary>The descriptor network up to its second block of 128 channels: all that the light classifiers need of it.</summary>
    public const string DescriptorTrunk = "face_trunk";

    /// <summary>What follows the trunk in the descriptor network; fetched only when the descriptor itself is wanted.</summary>
    public const string DescriptorRest = "face_descriptor";

    /// <summary>Jaw type, face length and shape in one network, from map and mesh. Trained here.</summary>
    public const string LightClassifiers = "light_classifiers";

    /// <summary>The three before the classifiers, in the order of the walk.</summary>
    public static IReadOnlyList<string> ForFeatures { get; } = [SsdMobileNetV1, FaceLandmark68Net, FaceRecognitionNet];

    /// <summary>All six of the original pipeline, in the order of the walk.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ForFeatures, JawClassifier, LengthClassifier, ShapeClassifier];

    /// <summary>Those before the outline, in the order of the light pipeline.</summary>
    public static IReadOnlyList<string> ForOutline { get; } = [BlazeFace, FaceMesh];

    /// <summary>Those that the light pipeline adds, in its order.</summary>
    public static IReadOnlyList<string> Light { get; } = [.. ForOutline, FaceOutline];

    /// <summary>Those before the light classifiers, in the order of the light walk.</summary>
    public static IReadOnlyList<string> ForLightFeatures { get; } = [.. Light, DescriptorTrunk];

    /// <summary>All that the light walk needs for an answer, in its order.</summary>
    public static IReadOnlyList<string> AllLight { get; } = [.. ForLightFeatures, LightClassifiers];
}
