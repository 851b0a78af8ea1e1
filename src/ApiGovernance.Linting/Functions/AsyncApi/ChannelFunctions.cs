using System.Globalization;
using System.Text.RegularExpressions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>`asyncApi2ChannelServers` and `asyncApiChannelParameters`: what a channel names is there, and what is there is named.</summary>
internal static partial class ChannelFunctions
{
    public static void Servers(LintTarget target, ICollection<FunctionResult> results)
    {
        ViewNode servers = target.Value["servers"], channels = target.Value["channels"];
        if (!channels.IsObject || !(servers.IsObject || !servers.Exists) || !channels.Members().All(channel => HasServerNames(channel.Value)))
            return;
        foreach ((string address, ViewNode channel) in channels.Members())
        {
            int index = 0;
            foreach (ViewNode name in channel["servers"].Items())
            {
                if (!servers[name.AsString!].Exists)
                    results.Report($"The document has no server `{name.AsString}`.", "channels", address, "servers", index.ToString(CultureInfo.InvariantCulture));
                index++;
            }
        }
    }

    public static void Parameters(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value["parameters"].IsObject)
            return;
        // A channel of 3.x has an address of its own; without one, as in 2.x, its name is the address.
        ViewNode written = target.Value["address"];
        string? address = written.Kind is null or NodeKind.Null ? target.Property : written.AsString;
        HashSet<string> expressions = [.. Expressions().Matches(address ?? "").Select(match => match.Groups[1].Value)];
        if (expressions.Count == 0)
            return;
        List<string> described = [.. target.Value["parameters"].Members().Select(parameter => parameter.Key)];
        string[] missing = [.. expressions.Except(described)];
        if (missing.Length > 0)
            results.Report($"The address has expressions that `parameters` does not describe: {string.Join(", ", missing)}.", "parameters");
        foreach (string name in described.Where(name => !expressions.Contains(name)))
            results.Report($"The address has no expression `{{{name}}}`.", "parameters", name);
    }

    private static bool HasServerNames(ViewNode channel) =>
        channel.IsObject && (!channel["servers"].Exists || (channel["servers"].IsArray && channel["servers"].Items().All(name => name.AsString is not null)));

    [GeneratedRegex("{(.+?)}", RegexOptions.CultureInvariant)]
    private static partial Regex Expressions();
}
