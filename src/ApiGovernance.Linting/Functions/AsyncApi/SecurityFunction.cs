using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>`asyncApiSecurity`: a security requirement names schemes of the document, and scopes that the scheme offers.</summary>
internal static class SecurityFunction
{
    private static readonly string[] Flows = ["implicit", "password", "clientCredentials", "authorizationCode"];

    public static LintFunction Create(FunctionOptions options)
    {
        string kind = options.Choice("objectType", "Server", "Operation") switch
        {
            null => "requirement",
            "Server" => "server",
            _ => "operation",
        };
        return (target, results) => Check(target, kind, results);
    }

    private static void Check(LintTarget target, string kind, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsObject || !target.Value.Members().All(requirement => requirement.Value.IsArray && requirement.Value.Items().All(scope => scope.AsString is not null)))
            return;
        // As they are written: of a scheme that stands elsewhere only the name is known.
        DocumentNode? schemes = target.View.Bundle.Root.Root["components"]?["securitySchemes"];
        foreach ((string name, ViewNode scopes) in target.Value.Members())
        {
            DocumentNode? scheme = schemes?[name];
            if (scheme is null)
                results.Report($"The {kind} asks for the security scheme `{name}`, which the document does not define.", name);
            if (scheme?["type"]?.AsString != "oauth2")
                continue;
            HashSet<string> offered = [.. Flows.SelectMany(flow => scheme["flows"]?[flow]?["scopes"]?.Members ?? []).Select(scope => scope.Name)];
            int index = 0;
            foreach (ViewNode scope in scopes.Items())
            {
                if (!offered.Contains(scope.AsString!))
                    results.Report($"The security scheme `{name}` has no scope `{scope.AsString}`; it has: {string.Join(", ", offered)}.", name, index.ToString(CultureInfo.InvariantCulture));
                index++;
            }
        }
    }
}
