using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Parts of a whole.</summary>
internal sealed partial class NodeReader
{
    /// <summary>A number from 0 to 1.</summary>
    public double? Share(string name)
    {
        if (Member(name, required: false, NodeKind.Number, "a number from 0 to 1") is not { } value)
            return null;
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1)
            return share;
        findings.Error("descriptor-range", $"`{LabelOf(name)}` is {value.Text}; it must be a number from 0 to 1.", null, value.Span, PointerOf(name));
        return null;
    }
}
