using System.CommandLine;
using System.CommandLine.Parsing;

namespace ApiGovernance.Cli.Commands;

/// <summary>Where the planes listen; the same two options on serve and demo.</summary>
internal sealed class ListenOptions
{
    public Option<Uri> Gateway { get; } = Create("--gateway", "http://127.0.0.1:8080", "Address of the gateway (port 0: a free one)");

    public Option<Uri> ControlPlane { get; } = Create("--control-plane", "http://127.0.0.1:8081", "Address of the control plane (port 0: a free one)");

    private static Option<Uri> Create(string name, string byDefault, string description) => new(name)
    {
        Description = $"{description} [default: {byDefault}]",
        CustomParser = result => Parse(result, name),
        DefaultValueFactory = _ => new Uri(byDefault),
    };

    private static Uri? Parse(ArgumentResult result, string name)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"{name} wants an address such as http://127.0.0.1:8080, not '{text}'.");
        return null;
    }
}
