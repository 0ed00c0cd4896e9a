namespace FaceShape.Web.Building;

/// <summary>Headers for the addresses that a pattern matches; later rules win over earlier ones.</summary>
/// <param name="Pattern">An address from the root; <c>*</c> stands for anything.</param>
/// <param name="Headers">Names and values.</param>
internal sealed record HeaderRule(string Pattern, IReadOnlyDictionary<string, string> Headers);
