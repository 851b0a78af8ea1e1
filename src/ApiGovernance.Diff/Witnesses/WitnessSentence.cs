using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>A witness in one line.</summary>
internal static class WitnessSentence
{
    private const int MaxLength = 600;

    public static string Of(WitnessExchange exchange)
    {
        string headers = string.Concat(exchange.Headers.Where(header => header.Key != "Content-Type").Select(header => $" with {header.Key}: {header.Value}"));
        string place = exchange.Pointer is { Length: > 0 } pointer ? $", at {pointer}" : "";
        if (exchange.IsRequest && exchange.Status is { } status)
            return $"{exchange.RequestLine} answered with {status}{(exchange.Body is null ? headers : $" {Short(exchange.Body)}")} was fine and is not taken now{place}";
        if (exchange is { IsRequest: false, Status: null })
            return $"{exchange.RequestLine} may be sent{(exchange.Body is null ? headers : $" with {Short(exchange.Body)}")} now, which was not allowed before{place}";
        if (exchange.IsRequest)
        {
            string body = exchange.Body switch
            {
                null => "",
                "" => " with an empty body",
                { } text => $" with the body {Short(text)}",
            };
            return $"{exchange.RequestLine}{headers}{body} was accepted and is refused now{place}";
        }

        string answer = exchange.Body is null ? headers : $" {Short(exchange.Body)}{headers}";
        return $"{exchange.RequestLine} may answer {exchange.Status}{answer} now, which was not allowed before{place}";
    }

    private static string Short(string body)
    {
        string line = body.TrimEnd().ReplaceLineEndings(" ");
        return line.Length <= MaxLength ? line : line[..MaxLength] + "...";
    }
}
