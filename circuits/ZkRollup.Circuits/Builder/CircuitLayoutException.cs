namespace ZkRollup.Circuits.Builder;

/// <summary>The circuit does not fit its grid; the message has a picture of what is placed already.</summary>
public sealed class CircuitLayoutException : Exception
{
    /// <summary>An exception without a message.</summary>
    public CircuitLayoutException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CircuitLayoutException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public CircuitLayoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
