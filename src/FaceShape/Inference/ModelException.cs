namespace FaceShape.Inference;

/// <summary>What can go wrong with a model, as a closed list.</summary>
public enum ModelError
{
    /// <summary>The file or entry is not there (<c>model-missing</c>).</summary>
    Missing,

    /// <summary>The bytes are not those of the catalogue, or the runtime cannot read them (<c>model-corrupt</c>).</summary>
    Corrupt,

    /// <summary>A tensor does not fit the model's ports (<c>model-mismatch</c>).</summary>
    Mismatch,

    /// <summary>The runtime failed while it ran the model (<c>model-failed</c>).</summary>
    Failed,

    /// <summary>The catalogue is not signed by whom the deployer trusts (<c>model-untrusted</c>).</summary>
    Untrusted,
}

/// <summary>A model is missing, damaged, or did not run; the message says what to do about it.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="error">Which kind.</param>
    /// <param name="model">Name in the catalogue.</param>
    /// <param name="detail">What happened, continuing "model NAME ...".</param>
    /// <param name="inner">What the runtime threw, if anything.</param>
    public ModelException(ModelError error, string model, string detail, Exception? inner = null)
        : base($"Model {model} {detail}", inner)
    {
        Error = error;
        Model = model;
    }

    /// <summary>Which kind.</summary>
    public ModelError Error { get; }

    /// <summary>Name in the catalogue.</summary>
    public string Model { get; }

    /// <summary>
    /// The code that programs rely on: <c>model-missing</c>, <c>model-corrupt</c>, <c>model-mismatch</c>, <c>model-failed</c>,
    /// <c>model-untrusted</c>.
    /// </summary>
    public string Code => Error switch
    {
        ModelError.Missing => "model-missing",
        ModelError.Corrupt => "model-corrupt",
        ModelError.Mismatch => "model-mismatch",
        ModelError.Untrusted => "model-untrusted",
        _ => "model-failed",
    };
}
