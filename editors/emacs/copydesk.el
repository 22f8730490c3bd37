;;; copydesk.el --- Quotes and names in news drafts  -*- lexical-binding: t -*-

;; Author: The copydesk developers
;; URL: https://github.com/copydesk/copydesk
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: wp, languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Tells eglot and lsp-mode about the language server copydesk, and lists who says what in a draft.
;; Findings, hover, rename and quick fixes are those of eglot or lsp-mode.
;;
;;   (require 'copydesk)
;;   (add-hook 'markdown-mode-hook #'eglot-ensure)   ; or #'lsp-deferred
;;
;; `copydesk-sources' shows the sources of the draft in this buffer; `copydesk-next-quote' and
;; `copydesk-previous-quote' go from quote to quote.

;;; Code:

(require 'cl-lib)

(defgroup copydesk nil
  "Quotes and names in news drafts."
  :group 'text)

(defcustom copydesk-command '("copydesk" "lsp")
  "The program and its arguments, as they start the language server."
  :type '(repeat string))

(defvar eglot-server-programs)
(defvar lsp-language-id-configuration)
(declare-function eglot-current-server "eglot")
(declare-function eglot--TextDocumentIdentifier "eglot")
(declare-function eglot--lsp-position-to-point "eglot")
(declare-function jsonrpc-request "jsonrpc")
(declare-function lsp--position-to-point "lsp-mode")
(declare-function lsp--text-document-identifier "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-request "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-activate-on "lsp-mode")
(declare-function lsp-configuration-section "lsp-mode")
(declare-function lsp-session "lsp-mode")
(declare-function lsp--session-workspaces "lsp-mode")
(declare-function lsp--set-configuration "lsp-mode")
(declare-function lsp--workspace-buffers "lsp-mode")
(declare-function lsp--workspace-server-id "lsp-mode")
(declare-function lsp-register-custom-settings "lsp-mode")
(declare-function make-lsp-client "lsp-mode")

;;;; The clients

;; The language is left to the file's name, because one server may look at drafts of several kinds.
;; Text comes last: many modes are children of `text-mode', and have servers of their own.
(with-eval-after-load 'eglot
  (push `(((markdown-mode :language-id "draft") (html-mode :language-id "draft")) . ,copydesk-command)
        eglot-server-programs)
  (add-to-list 'eglot-server-programs `((text-mode :language-id "draft") . ,copydesk-command) t))

;; Eglot has `eglot-workspace-configuration' for this.
(defcustom copydesk-lsp-mode-settings nil
  "Settings for lsp-mode: the keys of copydesk.toml, as a property list.
Where that file says something, it counts before what is said here.
For example (:rules (:name-spelling \"hint\") :codeLens t)."
  :type 'plist
  :set (lambda (symbol value)
         (set-default symbol value)
         (when (featurep 'lsp-mode)
           (copydesk--tell-settings))))

(defun copydesk--tell-settings ()
  "Tell the running servers of lsp-mode that the settings changed."
  (dolist (workspace (lsp--session-workspaces (lsp-session)))
    (when (eq (lsp--workspace-server-id workspace) 'copydesk)
      (with-current-buffer (or (car (lsp--workspace-buffers workspace)) (current-buffer))
        (lsp--set-configuration (lsp-configuration-section "copydesk"))))))

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext") t)
  (dolist (key '("language" "rules" "ignore" "inlayHints" "codeLens" "semanticHighlighting"))
    (let ((name (intern (concat ":" key))))
      (lsp-register-custom-settings
       (list (list (concat "copydesk." key)
                   (lambda () (plist-get copydesk-lsp-mode-settings name)))))))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () copydesk-command))
                    :activation-fn (lsp-activate-on "markdown" "plaintext" "html")
                    ;; Beside other servers of the same file.
                    :add-on? t
                    :server-id 'copydesk)))

;;;; Asking either of them

(defun copydesk--get (object key)
  "What OBJECT, as one of the clients decoded it, has under the name KEY."
  (if (hash-table-p object)
      (gethash key object)
    (plist-get object (intern (concat ":" key)))))

(defun copydesk--list (object key)
  "What OBJECT has under the name KEY, as a list."
  (append (copydesk--get object key) nil))

(defun copydesk--answer ()
  "Who says what in the draft of this buffer, as docs/protocol.md tells it."
  (or (cond
       ((bound-and-true-p eglot--managed-mode)
        (jsonrpc-request (eglot-current-server) :copydesk/sources
                         (list :textDocument (eglot--TextDocumentIdentifier))))
       ((bound-and-true-p lsp-mode)
        (lsp-request "copydesk/sources" (list :textDocument (lsp--text-document-identifier)))))
      (user-error "This is no draft that copydesk reads")))

(defun copydesk--point (range)
  "Where a RANGE begins in this buffer."
  (let ((start (copydesk--get range "start")))
    (if (bound-and-true-p eglot--managed-mode)
        (eglot--lsp-position-to-point start)
      (lsp--position-to-point start))))

;;;; From quote to quote

(defun copydesk--quote-points ()
  "Where the quotes of this draft begin, in its order."
  (let* ((answer (copydesk--answer))
         (quotes (append (copydesk--list answer "unattributed")
                         (cl-mapcan (lambda (source) (copydesk--list source "quotes"))
                                    (copydesk--list answer "sources")))))
    (or (sort (cl-loop for quote in quotes
                       for range = (car (copydesk--list quote "ranges"))
                       when range collect (copydesk--point range))
              #'<)
        (user-error "There is no quote in this draft"))))

;;;###autoload
(defun copydesk-next-quote ()
  "Go to the next quote; after the last one, to the first."
  (interactive)
  (let ((points (copydesk--quote-points)))
    (push-mark nil t)
    (goto-char (or (cl-find-if (lambda (p) (> p (point))) points) (car points)))))

;;;###autoload
(defun copydesk-previous-quote ()
  "Go to the quote before; before the first one, to the last."
  (interactive)
  (let ((points (reverse (copydesk--quote-points))))
    (push-mark nil t)
    (goto-char (or (cl-find-if (lambda (p) (< p (point))) points) (car points)))))

;;;; The list of sources

(define-derived-mode copydesk-sources-mode special-mode "Sources"
  "Who says what in a draft.  Return goes there, \\`g' makes the list anew."
  (setq truncate-lines t))

(defvar-local copydesk--draft nil
  "The buffer of the draft that this list is about.")

(defun copydesk--insert (indent text face range)
  "Insert a line: TEXT in FACE behind INDENT blanks, leading to RANGE."
  (insert (make-string indent ?\s))
  (let ((draft copydesk--draft))
    (if (null range)
        (insert (propertize text 'face face))
      (let ((place (with-current-buffer draft (copy-marker (copydesk--point range)))))
        (insert-text-button text 'face face 'follow-link t
                            'action (lambda (_)
                                      (pop-to-buffer draft)
                                      (goto-char place))))))
  (insert "\n"))

(defun copydesk--insert-quotes (quotes face)
  "Insert a line for each of QUOTES in FACE."
  (dolist (quote quotes)
    (copydesk--insert 4 (copydesk--get quote "text") face (car (copydesk--list quote "ranges")))))

(defun copydesk--draw (&rest _)
  "Write the list of sources into this buffer."
  (let* ((answer (with-current-buffer copydesk--draft (copydesk--answer)))
         (unattributed (copydesk--list answer "unattributed"))
         (inhibit-read-only t)
         (line (line-number-at-pos)))
    (erase-buffer)
    (when unattributed
      (copydesk--insert 0 (format "Unattributed quotes (%d)" (length unattributed)) 'bold nil)
      (copydesk--insert-quotes unattributed 'warning))
    (cl-loop
     for (title . kinds) in '(("People" "person") ("Organisations" "organisation")
                              ("Unnamed sources" "unnamed") ("Other sources" "place" "other"))
     for sources = (cl-remove-if-not (lambda (source) (member (copydesk--get source "kind") kinds))
                                     (copydesk--list answer "sources"))
     when sources do
     (copydesk--insert 0 (format "%s (%d)" title (length sources)) 'bold nil)
     (dolist (source sources)
       (let ((role (copydesk--get source "role")))
         (copydesk--insert 2 (concat (copydesk--get source "name") (and role (concat ", " role)))
                           'font-lock-keyword-face (car (copydesk--list source "mentions")))
         (copydesk--insert-quotes (copydesk--list source "quotes") 'default))))
    (goto-char (point-min))
    (forward-line (1- line))))

;;;###autoload
(defun copydesk-sources ()
  "List who says what in the draft of this buffer, beside it."
  (interactive)
  (copydesk--answer)
  (let ((draft (current-buffer)))
    (with-current-buffer (get-buffer-create "*copydesk sources*")
      (copydesk-sources-mode)
      (setq copydesk--draft draft)
      (setq-local revert-buffer-function #'copydesk--draw)
      (copydesk--draw)
      (pop-to-buffer (current-buffer) '(display-buffer-in-side-window (side . right) (window-width . 48))))))

(provide 'copydesk)
;;; copydesk.el ends here
