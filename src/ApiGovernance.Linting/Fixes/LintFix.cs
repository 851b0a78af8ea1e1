using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Fixes;

/// <summary>How one finding can be mended.</summary>
/// <param name="DocumentUri">The file that is to be changed.</param>
/// <param name="What">In a few words, e.g. <c>remove `description`</c>.</param>
/// <param name="Apply">Writes the change; false where it finds that it cannot be made safely.</param>
internal sealed record LintFix(Finding Finding, string DocumentUri, string What, Func<DocumentEdit, SourceDocument, bool> Apply);
