// What lives here supervises the training of new versions.
