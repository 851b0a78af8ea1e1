using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>`oasSecurityDefined`, on a security requirement: its schemes are defined, and its scopes are among those of the scheme.</summary>
internal static class SecurityDefinedFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        bool swagger = options.Number("oasVersion") switch
        {
            2 => true,
            3 => false,
            _ => throw new FunctionOptionException(options.Node?["oasVersion"] ?? options.Node, "`oasVersion` must be 2 or 3."),
        };
        return (target, results) => Check(target, swagger, results);
    }

    private static void Check(LintTarget target, bool swagger, ICollection<FunctionResult> results)
    {
        ViewNode requirement = target.Value;
        // As for every function: what is no requirement is left to the schema of the document.
        if (!requirement.IsObject || requirement.Members().Any(static scheme => !scheme.Value.IsArray || scheme.Value.Items().Any(static scope => scope.AsString is null)))
            return;
        ViewNode schemes = swagger ? target.Root["securityDefinitions"] : target.Root["components"]["securitySchemes"];
        foreach ((string name, ViewNode scopes) in requirement.Members())
        {
            ViewNode scheme = schemes[name];
            if (!scheme.Exists)
            {
                string place = swagger ? "securityDefinitions" : "components.securitySchemes";
                results.Report($"{(target.Path.Count == 2 ? "API" : "Operation")} \"security\" names \"{name}\", which \"{place}\" does not define.", name);
                continue;
            }

            int index = -1;
            foreach (ViewNode scope in scopes.Items())
            {
                index++;
                if (!IsDefined(scope.AsString!, scheme, swagger))
                    results.Report($"\"{scope.AsString}\" must be listed among the scopes of \"{name}\".", name, index.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static bool IsDefined(string scope, ViewNode scheme, bool swagger) => swagger
        ? scheme["scopes"] is { IsObject: true } scopes && scopes[scope].Exists
        : scheme["flows"].Members().Any(flow => flow.Value["scopes"] is { IsObject: true } listed && listed[scope].Exists);
}
