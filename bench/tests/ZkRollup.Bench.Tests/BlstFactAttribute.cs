using ZkRollup.Bench.Baselines;
using ZkRollup.WorkingTree;

namespace ZkRollup.Bench.Tests;

/// <summary>A test that needs the baseline; skipped, saying what is missing, where it cannot be built.</summary>
internal sealed class BlstFactAttribute : FactAttribute
{
    private static readonly Lazy<(Blst? Library, string Description)> Loaded = new(Load);

    public BlstFactAttribute()
    {
        if (Loaded.Value.Library is null)
        {
            Skip = Loaded.Value.Description;
        }
    }

    internal static Blst Library => Loaded.Value.Library!;

    private static (Blst? Library, string Description) Load()
    {
        _ = Blst.TryLoad(SourceTree.Root, out Blst? library, out string description);
        return (library, description);
    }
}
