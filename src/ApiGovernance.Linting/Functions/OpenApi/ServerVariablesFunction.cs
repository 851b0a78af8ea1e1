using System.Text.RegularExpressions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>
/// `serverVariables`, on a server object: the variables of its URL are declared, the declared ones are used, each has a default that is
/// one of its values, and every URL that comes of them is one.
/// </summary>
internal static partial class ServerVariablesFunction
{
    private static readonly string[] Members = ["enum", "default", "description", "examples"];

    // Spectral's bound too: more bad URLs than this are not told one by one.
    private const int MaxBadUrls = 5;

    // A server of ten variables with ten values each has more URLs than anybody will ever wait for.
    private const int MaxUrls = 10_000;

    public static LintFunction Create(FunctionOptions options)
    {
        bool substitutes = Flag(options, "checkSubstitutions"), requiresDefault = Flag(options, "requireDefault");
        return (target, results) =>
        {
            if (IsServer(target.Value))
                new Server(target.Value, results).Check(substitutes, requiresDefault);
            else
                results.Report("Invalid Server Object");
        };
    }

    private static bool Flag(FunctionOptions options, string name) => options.Node?[name] switch
    {
        null => false,
        { AsBoolean: { } flag } => flag,
        var other => throw new FunctionOptionException(other, $"`{name}` must be true or false."),
    };

    private static bool IsServer(ViewNode server) =>
        server["url"].AsString is not null
        && (server["variables"] is not { Exists: true } variables || (variables.IsObject && variables.Members().All(static variable => IsVariable(variable.Value))));

    private static bool IsVariable(ViewNode variable) =>
        variable.IsObject
        && variable.Node!.Members.All(static member => Members.Contains(member.Name) || member.Name.StartsWith("x-", StringComparison.Ordinal))
        && (variable["enum"] is not { Exists: true } values || (values.IsArray && values.Items().All(static value => value.AsString is not null)))
        && IsText(variable["default"]) && IsText(variable["description"]) && IsText(variable["examples"]);

    private static bool IsText(ViewNode value) => !value.Exists || value.AsString is not null;

    [GeneratedRegex(@"\{(.+?)\}")]
    private static partial Regex Variable();

    private sealed class Server(ViewNode server, ICollection<FunctionResult> results)
    {
        private readonly string _url = server["url"].AsString!;

        public void Check(bool substitutes, bool requiresDefault)
        {
            List<string> used = [.. Variable().Matches(_url).Select(static match => match.Groups[1].Value)];
            ViewNode variables = server["variables"];
            List<string> declared = [.. variables.Members().Select(static member => member.Key)];
            foreach (string unused in declared.Except(used))
                results.Report($"Server variable \"{unused}\" is not used in the URL.", "variables", unused);
            if (used.Count == 0)
                return;
            List<string> missing = [.. used.Where(name => !declared.Contains(name))];
            if (missing.Count > 0)
                results.Report($"The URL uses variables that \"variables\" does not describe: {string.Join(", ", missing)}.", "variables");
            if (!variables.Exists)
                return;

            List<(string Name, IReadOnlyList<string> Values)> choices = [];
            foreach ((string name, ViewNode variable) in variables.Members())
            {
                if (used.Contains(name))
                    choices.Add((name, Check(name, variable, requiresDefault)));
            }

            if (substitutes && choices.Count > 0)
                Substitute(choices);
        }

        private List<string> Check(string name, ViewNode variable, bool requiresDefault)
        {
            string? byDefault = variable["default"].AsString;
            if (byDefault is null && requiresDefault)
                results.Report($"Server variable \"{name}\" has no default.", "variables", name);
            if (!variable["enum"].IsArray)
                return byDefault is null ? [] : [byDefault];
            List<string> values = [.. variable["enum"].Items().Select(static value => value.AsString!)];
            if (byDefault is not null && !values.Contains(byDefault))
                results.Report($"Server variable \"{name}\" has a default that is not listed in its enum.", "variables", name, "default");
            return values;
        }

        private void Substitute(List<(string Name, IReadOnlyList<string> Values)> choices)
        {
            List<string> bad = [];
            int tried = 0;
            foreach (string url in Urls(_url, choices, 0))
            {
                if (!IsUrl(url))
                    bad.Add(url);
                if (bad.Count == MaxBadUrls || ++tried == MaxUrls)
                    break;
            }

            if (bad.Count > 0)
                results.Report($"Values of the server variables make URLs that are none: {string.Join(", ", bad)}{(bad.Count == MaxBadUrls ? " and maybe more" : "")}", "variables");
        }

        private static IEnumerable<string> Urls(string url, List<(string Name, IReadOnlyList<string> Values)> choices, int at)
        {
            if (at == choices.Count)
                return [url];
            return choices[at].Values.SelectMany(value => Urls(url.Replace($"{{{choices[at].Name}}}", value, StringComparison.Ordinal), choices, at + 1));
        }

        /// <summary>An absolute URL, as browsers read one.</summary>
        private static bool IsUrl(string url) =>
            Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && !url.StartsWith('/') && (parsed.Host.Length > 0 || parsed.Scheme is not ("http" or "https" or "ws" or "wss" or "ftp"));
    }
}
