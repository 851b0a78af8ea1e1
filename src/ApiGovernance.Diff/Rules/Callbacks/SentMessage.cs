using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>A request that the API sends, on both sides.</summary>
/// <param name="Name">To stand after "its": <c>webhook</c>, <c>callback `done`</c>.</param>
internal sealed record SentMessage(OperationPair Pair, string Name, string Identity)
{
    public bool IsWebhook => Name == "webhook";

    /// <summary>The rules of schemas speak of answers, which are returned.</summary>
    public static string Wording(string sentence) => sentence.Replace("may return ", "may send ", StringComparison.Ordinal).Replace("returns ", "sends ", StringComparison.Ordinal);

    public string Line => $"{Pair.After.Method} {Pair.After.Path}";

    /// <summary>Something that the API sends now, and what was promised of it.</summary>
    public Proof Sent(string how, string reason, IReadOnlyList<KeyValuePair<string, string>>? headers = null) => new(
        $"{Line} ({Name}) {how}",
        new WitnessExchange { IsRequest = false, RequestLine = Line, Headers = headers ?? [], Reason = reason });

    /// <summary>An answer of a receiver that was taken and is not now.</summary>
    public Proof Answer(string status, string how, string reason) => new(
        $"{Line} ({Name}) answered with {status}{how} was fine and is not taken now",
        new WitnessExchange { IsRequest = true, RequestLine = Line, Status = status, Reason = reason });
}
