namespace FaceShape.Inference;

/// <summary>The six networks of the original pipeline, as the catalogue names them.</summary>
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

    /// <summary>The three before the classifiers, in the order of the walk.</summary>
    public static IReadOnlyList<string> ForFeatures { get; } = [SsdMobileNetV1, FaceLandmark68Net, FaceRecognitionNet];

    /// <summary>All six, in the order of the walk.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ForFeatures, JawClassifier, LengthClassifier, ShapeClassifier];
}
