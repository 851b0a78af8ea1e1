using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Views;

/// <summary>JavaScript's notion of truth, on which rules are built.</summary>
internal static class Truth
{
    public static bool Of(DocumentNode? node) => node switch
    {
        null => false,
        { Kind: NodeKind.Null } => false,
        { Kind: NodeKind.Boolean } => node.Text == "true",
        { Kind: NodeKind.String } => node.Text!.Length > 0,
        { Kind: NodeKind.Number } => !double.TryParse(node.Text, CultureInfo.InvariantCulture, out double value) || (value != 0 && !double.IsNaN(value)),
        _ => true,
    };
}
