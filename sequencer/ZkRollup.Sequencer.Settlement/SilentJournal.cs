namespace ZkRollup.Sequencer.Settlement;

/// <summary>Says nothing.</summary>
public sealed class SilentJournal : IL1Journal
{
    /// <summary>The only one needed.</summary>
    public static SilentJournal Instance { get; } = new();

    /// <inheritdoc/>
    public void Note(string message)
    {
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
    }
}
