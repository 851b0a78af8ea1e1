using System.CommandLine;
using ApiGovernance.Linting.Rulesets;

namespace ApiGovernance.Cli.Lint;

/// <summary>Which rulesets, and what they may reach.</summary>
/// <param name="named">The command takes rulesets as an option.</param>
internal sealed class RulesetOptions(bool named = true)
{
    private const int LargestRuleset = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Option<string[]> _rulesets = new("--ruleset", "-r")
    {
        Description = "Ruleset in Spectral's format: FILE, a built-in name such as spectral:oas, or a package (repeatable) [default: those of the policies folder, else .spectral.yaml, else the built-in ones]",
    };

    private readonly Option<string[]> _packages = new("--packages") { Description = "Folder of npm packages that rulesets may extend, beside the node_modules folders above them (repeatable)" };
    private readonly Option<bool> _fetch = new("--fetch-rulesets") { Description = "Rulesets may extend rulesets on the network" };

    public void AddTo(Command command)
    {
        if (named)
            command.Options.Add(_rulesets);
        command.Options.Add(_packages);
        command.Options.Add(_fetch);
    }

    public IReadOnlyList<string> NamesOf(ParseResult parsed) => parsed.GetValue(_rulesets) ?? [];

    public RulesetReadOptions Read(ParseResult parsed) => RulesetReadOptions.Default with
    {
        PackageFolders = parsed.GetValue(_packages) ?? [],
        Fetch = parsed.GetValue(_fetch) ? Fetch : null,
    };

    private static byte[]? Fetch(Uri address)
    {
        try
        {
            using HttpClient http = new() { Timeout = Patience, MaxResponseContentBufferSize = LargestRuleset };
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            using HttpResponseMessage response = http.Send(request);
            if (!response.IsSuccessStatusCode)
                return null;
            using Stream content = response.Content.ReadAsStream();
            using MemoryStream bytes = new();
            content.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            // The reader of the ruleset says that there is nothing at the address.
            return null;
        }
    }
}
