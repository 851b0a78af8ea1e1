using System.Globalization;
using System.Net;
using ApiGovernance.Gateway.Routing;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>A good answer as it was, to be given again with a label.</summary>
/// <param name="At">When it came, as a timestamp of the clock in use.</param>
/// <param name="Age">How old it was then.</param>
internal sealed record StaleAnswer(
    IReadOnlyList<KeyValuePair<string, string[]>> Headers, IReadOnlyList<KeyValuePair<string, string[]>> ContentHeaders, ReadOnlyMemory<byte> Body, long At,
    TimeSpan Age)
{
    private const int Overhead = 512;

    /// <summary>Fields of one answer on one connection, and those that are said anew.</summary>
    private static readonly string[] NotKept =
        ["Connection", "Keep-Alive", "Transfer-Encoding", "Trailer", "Upgrade", "Proxy-Authenticate", "Age", "Warning", "Cache-Status", "Proxy-Status"];

    public int Size => Body.Length + Overhead;

    public static StaleAnswer Of(HttpResponseMessage answer, ReadOnlyMemory<byte> body, TimeProvider clock)
    {
        string[] notKept = [.. NotKept, .. HopFields.Of(answer) ?? []];
        return new(
            [.. answer.Headers.NonValidated.Where(header => !notKept.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()))],
            [.. answer.Content.Headers.NonValidated.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                .Select(header => KeyValuePair.Create(header.Key, header.Value.ToArray()))],
            body,
            clock.GetTimestamp(),
            answer.Headers.Age ?? TimeSpan.Zero);
    }

    public HttpResponseMessage Again(TimeProvider clock)
    {
        ReadOnlyMemoryContent content = new(Body);
        foreach (var (name, values) in ContentHeaders)
            content.Headers.TryAddWithoutValidation(name, values);
        content.Headers.ContentLength = Body.Length;
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = content };
        foreach (var (name, values) in Headers)
            answer.Headers.TryAddWithoutValidation(name, values);
        long seconds = (long)(Age + clock.GetElapsedTime(At)).TotalSeconds;
        answer.Headers.TryAddWithoutValidation("Age", seconds.ToString(CultureInfo.InvariantCulture));
        answer.Headers.TryAddWithoutValidation("Warning", "110 apigov \"Response is Stale\"");
        answer.Headers.TryAddWithoutValidation("Cache-Status", "apigov; hit; detail=stale");
        return answer;
    }
}
