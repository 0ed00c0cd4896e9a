namespace FaceShape.Inference;

/// <summary>What a model takes or gives at one port: a name and a shape of 32-bit floats.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Shape">Lengths of the axes, outermost first; -1 where the length is free.</param>
public sealed record TensorSpec(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>Checks tensors against specifications before they reach a runtime.</summary>
    /// <param name="model">Name of the model, for the message.</param>
    /// <param name="specs">One specification a tensor.</param>
    /// <param name="tensors">The tensors in the order of the specifications.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Mismatch"/>: the number or a shape does not fit.</exception>
    public static void Check(string model, IReadOnlyList<TensorSpec> specs, IReadOnlyList<Tensor> tensors)
    {
        if (specs.Count != tensors.Count)
            throw new ModelException(ModelError.Mismatch, model, $"takes {specs.Count} tensor(s), {tensors.Count} given");
        for (var i = 0; i < specs.Count; i++)
        {
            if (!specs[i].Fits(tensors[i].Shape))
                throw new ModelException(ModelError.Mismatch, model, $"takes '{specs[i].Name}' as [{string.Join(", ", specs[i].Shape)}], not [{string.Join(", ", tensors[i].Shape)}]");
        }
    }

    private bool Fits(int[] shape)
    {
        if (shape.Length != Shape.Count) return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (Shape[i] >= 0 && Shape[i] != shape[i]) return false;
        }

        return true;
    }
}
