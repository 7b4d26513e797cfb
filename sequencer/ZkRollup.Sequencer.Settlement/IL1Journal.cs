namespace ZkRollup.Sequencer.Settlement;

/// <summary>Where settlement says what it does. An adapter to any logging library is three lines.</summary>
public interface IL1Journal
{
    /// <summary>Something that an operator may want to know.</summary>
    void Note(string message);

    /// <summary>Something that goes wrong, and is tried again.</summary>
    void Warn(string message);
}
