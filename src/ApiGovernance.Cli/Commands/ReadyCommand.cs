using System.CommandLine;
using System.Text.Json;

namespace ApiGovernance.Cli.Commands;

/// <summary>`apigov ready URL`: asks a plane whether it can do its work, for health checks of containers and for scripts that wait.</summary>
internal static class ReadyCommand
{
    public static Command Create()
    {
        Argument<Uri> url = new("url") { Description = "Address of the gateway or the control plane", CustomParser = result => Parse(result) };
        Option<int> timeout = new("--timeout") { Description = "Seconds to wait for the answer, 1 to 600", DefaultValueFactory = _ => 5 };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 600)
                result.AddError("--timeout must be a number from 1 to 600.");
        });
        Command command = new("ready", "Ask a gateway or control plane whether it can do its work (its /readyz)") { url, timeout };
        command.SetAction((parsed, stop) => AskAsync(parsed.GetValue(url)!, TimeSpan.FromSeconds(parsed.GetValue(timeout)), stop));
        return command;
    }

    private static async Task<int> AskAsync(Uri plane, TimeSpan timeout, CancellationToken stop)
    {
        using HttpClient client = new() { Timeout = timeout };
        Uri address = new(plane, "/readyz");
        try
        {
            using HttpResponseMessage response = await client.GetAsync(address, stop);
            if (response.IsSuccessStatusCode)
            {
                Console.Out.WriteLine("ready");
                return ExitCodes.Clean;
            }

            Console.Error.WriteLine($"apigov: {address} answered {(int)response.StatusCode}: {Missing(await response.Content.ReadAsStringAsync(stop))}");
            return ExitCodes.Findings;
        }
        catch (HttpRequestException error)
        {
            Console.Error.WriteLine($"apigov: {address} cannot be reached: {error.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            Console.Error.WriteLine($"apigov: {address} did not answer within {timeout.TotalSeconds:0} s.");
        }

        return ExitCodes.CatalogUnreachable;
    }

    private static string Missing(string answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("missing", out JsonElement missing))
                return missing.ValueKind == JsonValueKind.String ? missing.GetString()! : missing.GetRawText();
        }
        catch (JsonException)
        {
        }

        return "not ready.";
    }

    private static Uri? Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"An address such as http://127.0.0.1:8080 is wanted, not '{text}'.");
        return null;
    }
}
