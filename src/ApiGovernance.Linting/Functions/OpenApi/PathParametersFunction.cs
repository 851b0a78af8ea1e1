using System.Globalization;
using System.Text.RegularExpressions;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>
/// `oasPathParam`, on <c>paths</c>: templates and path parameters agree. Every name of a template is declared by the path item or the
/// operation, every declared one is used and required, none is repeated, and no two templates match the same paths.
/// </summary>
internal static partial class PathParametersFunction
{
    public static void Run(LintTarget target, ICollection<FunctionResult> results)
    {
        if (!target.Value.IsObject)
            return;
        Dictionary<string, string> templates = new(StringComparer.Ordinal);
        foreach ((string path, ViewNode item) in target.Value.Members())
        {
            if (item.IsObject || item.IsArray)
                new Template(path, results).Check(item, templates);
        }
    }

    [GeneratedRegex(@"\{;?\??[a-zA-Z0-9_-]+\*?\}")]
    private static partial Regex Variable();

    /// <summary>One path and what is declared for it.</summary>
    private sealed class Template(string path, ICollection<FunctionResult> results)
    {
        private readonly List<string> _names = [];

        public void Check(ViewNode item, Dictionary<string, string> templates)
        {
            string blank = Variable().Replace(path, "%");
            if (!templates.TryAdd(blank, path))
                Report($"Paths \"{templates[blank]}\" and \"{path}\" must not be equivalent.", "paths", path);
            foreach (Match variable in Variable().Matches(path))
            {
                string name = variable.Value.Trim('{', '}', '?', '*', ';');
                if (_names.Contains(name))
                    Report($"Path \"{path}\" must not use parameter \"{{{name}}}\" more than once.", "paths", path);
                else
                    _names.Add(name);
            }

            Dictionary<string, string[]> ofItem = Declared(item["parameters"], ["paths", path, "parameters"]);
            foreach (OperationPlace place in Operations.OfItem(path, item))
                Check(place, ofItem);
        }

        private void Check(OperationPlace place, Dictionary<string, string[]> ofItem)
        {
            Dictionary<string, string[]> declared = new(ofItem, StringComparer.Ordinal);
            foreach ((string name, string[] where) in Declared(place.Operation["parameters"], ["paths", path, place.Method, "parameters"]))
                declared[name] = where;
            foreach ((string name, string[] where) in declared)
            {
                if (!_names.Contains(name))
                    Report($"Parameter \"{name}\" must be used in path \"{path}\".", where);
            }

            foreach (string name in _names)
            {
                if (!declared.ContainsKey(name))
                    Report($"Operation must define parameter \"{{{name}}}\" as expected by path \"{path}\".", "paths", path, place.Method);
            }
        }

        /// <summary>Path parameters by name, each with its place.</summary>
        private Dictionary<string, string[]> Declared(ViewNode parameters, string[] where)
        {
            Dictionary<string, string[]> declared = new(StringComparer.Ordinal);
            int index = -1;
            foreach (ViewNode parameter in parameters.Items())
            {
                index++;
                if (parameter["in"].AsString != "path" || parameter["name"].Node is not { IsObject: false, IsArray: false } named)
                    continue;
                string name = named.Text!;
                string[] place = [.. where, index.ToString(CultureInfo.InvariantCulture)];
                if (parameter["required"].AsBoolean != true)
                    Report($"Path parameter \"{name}\" must have \"required\" property that is set to \"true\".", place);
                if (!declared.TryAdd(name, place))
                    Report($"Path parameter \"{name}\" must not be defined multiple times.", place);
            }

            return declared;
        }

        private void Report(string message, params string[] place) => results.Add(new FunctionResult(message, Absolute: place));
    }
}
