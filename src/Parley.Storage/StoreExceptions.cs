namespace Parley.Storage;

/// <summary>A store cannot be opened or used; the message says why and what to do, for a person.</summary>
public class StoreException : Exception
{
    /// <summary>With a message for a person.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for a person and the cause.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without a message.</summary>
    public StoreException()
    {
    }
}

/// <summary>A group of rows did not reach the disk: none of them happened.</summary>
public sealed class CommitFailedException : StoreException
{
    /// <summary>With a message for a person and the cause.</summary>
    public CommitFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message for a person.</summary>
    public CommitFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public CommitFailedException()
    {
    }
}

/// <summary>The caller's state was built before a commit failed; drop it, reload and try again.</summary>
public sealed class StaleGenerationException : StoreException
{
    /// <summary>With a message for a person and the cause.</summary>
    public StaleGenerationException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message for a person.</summary>
    public StaleGenerationException(string message)
        : base(message)
    {
    }

    /// <summary>With the usual message.</summary>
    public StaleGenerationException()
        : base("A commit failed after this state was built.")
    {
    }
}
