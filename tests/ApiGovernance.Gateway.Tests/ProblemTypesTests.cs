using System.Reflection;
using ApiGovernance.Gateway.Problems;

namespace ApiGovernance.Gateway.Tests;

public class ProblemTypesTests
{
    [Fact]
    public void Every_problem_type_is_in_the_table_once_and_complete()
    {
        ProblemType[] declared = [.. typeof(ProblemTypes).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(ProblemType)).Select(property => (ProblemType)property.GetValue(null)!)];

        ProblemTypes.All.ShouldBe(declared, ignoreOrder: true);
        ProblemTypes.All.Select(type => type.Id).ShouldBeUnique();
        ProblemTypes.All.ShouldAllBe(type => type.Status >= 400 && type.Title.Length > 0 && type.Meaning.EndsWith('.') && Uri.IsWellFormedUriString(type.Uri, UriKind.Absolute));
    }
}
