using System.Text.Json;

namespace ZkRollup.Rules.Tests;

/// <summary>One admitted excess.</summary>
/// <param name="Rule">method or file.</param>
/// <param name="Target">As in <see cref="Excess"/>.</param>
/// <param name="Length">The admitted length; must be lowered when the real one falls.</param>
/// <param name="Reason">Why it may be longer than the rule says.</param>
internal sealed record LengthException(string Rule, string Target, int Length, string Reason);

/// <summary>The list of admitted excesses, which only shrinks.</summary>
internal static class LengthExceptions
{
    internal const string Path = "tools/tests/ZkRollup.Rules.Tests/exceptions.json";

    /// <summary>Entries in the list. Lower it when one goes; raising it is a decision to argue for in review.</summary>
    internal static int Count => 0;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the list.</summary>
    internal static IReadOnlyList<LengthException> Parse(string json) => JsonSerializer.Deserialize<LengthException[]>(json, Options)!;

    /// <summary>What is wrong between the excesses found and those admitted.</summary>
    internal static IEnumerable<string> Violations(IEnumerable<Excess> excesses, IReadOnlyList<LengthException> admitted)
    {
        Dictionary<(string Rule, string Target), int> found =
            excesses.GroupBy(e => (e.Rule, e.Target)).ToDictionary(g => g.Key, g => g.Max(e => e.Length));
        foreach (((string rule, string target), int length) in found)
        {
            int limit = admitted.FirstOrDefault(a => a.Rule == rule && a.Target == target)?.Length ?? 0;
            if (length > limit)
            {
                yield return $"{target}: {rule} of {length}, longer than allowed";
            }
        }

        foreach (LengthException exception in admitted)
        {
            if (exception.Reason.Length < 20)
            {
                yield return $"{exception.Target}: the exception gives no reason";
            }

            int length = found.GetValueOrDefault((exception.Rule, exception.Target));
            if (length < exception.Length)
            {
                yield return length == 0
                    ? $"{exception.Target}: the exception is no longer needed; remove it"
                    : $"{exception.Target}: lower the exception from {exception.Length} to {length}";
            }
        }
    }
}
