using System.CommandLine;
using System.CommandLine.Parsing;

namespace ApiGovernance.Cli.Inputs;

/// <summary>An option whose value is an absolute http or https URL; System.CommandLine has no parser for one.</summary>
internal static class UrlOption
{
    public static Option<Uri> Create(string name, string byDefault, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parse(result, name, byDefault),
        DefaultValueFactory = _ => new Uri(byDefault),
    };

    private static Uri? Parse(ArgumentResult result, string name, string example)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return url;
        result.AddError($"{name} wants an address such as {example}, not '{text}'.");
        return null;
    }
}
