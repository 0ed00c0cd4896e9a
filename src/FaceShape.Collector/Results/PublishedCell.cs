namespace FaceShape.Collector.Results;

/// <summary>What is published about one question, week and model.</summary>
/// <param name="Week">The week.</param>
/// <param name="Monday">Its first day.</param>
/// <param name="Model">Twelve digits.</param>
/// <param name="Question">Name of the question.</param>
/// <param name="Reports">How many reports there are.</param>
/// <param name="Epsilon">Privacy loss of one of them.</param>
/// <param name="Shares">Estimates, with small groups taken together.</param>
internal sealed record PublishedCell(
    int Week, DateOnly Monday, string Model, string Question, long Reports, double Epsilon, IReadOnlyList<PublishedShare> Shares);

/// <summary>The share of people with one of some values, estimated from randomized reports.</summary>
/// <param name="Values">One value, or several that are too rare to be published alone.</param>
/// <param name="Reports">Reports that arrived with them, before the randomization is taken out.</param>
/// <param name="Share">The estimate; unbiased, so for rare values it may be a little below 0.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record PublishedShare(IReadOnlyList<string> Values, long Reports, double Share, double Low, double High);
